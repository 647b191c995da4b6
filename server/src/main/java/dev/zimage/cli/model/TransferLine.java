package dev.zimage.cli.model;

import dev.zimage.download.TransferRate;
import dev.zimage.engine.weights.ByteCount;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Shows how many bytes of a long work are done: a line that is drawn over where somebody watches,
/// else a line each half minute.
final class TransferLine implements AutoCloseable {

    private static final int CELLS = 16;
    private static final String CLEARED_LINE = "\r\u001b[K";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final PrintWriter out;
    private final boolean watched;
    private final Clock clock;
    private final TransferRate rate;
    private long lastLine;

    TransferLine(PrintWriter out, boolean watched, Clock clock) {
        this.out = out;
        this.watched = watched;
        this.clock = clock;
        this.rate = new TransferRate(clock);
        this.lastLine = clock.millis();
    }

    /// @param verb what is done to the bytes
    void show(String verb, long done, long total) {
        rate.add(done);
        if (watched) {
            out.print(CLEARED_LINE + bar(verb, done, total) + amounts(done, total));
            out.flush();
        } else if (clock.millis() - lastLine >= BETWEEN_LINES.toMillis()) {
            lastLine = clock.millis();
            print(verb + ": " + percent(done, total) + " %" + amounts(done, total));
        }
    }

    /// A line that stays.
    void print(String text) {
        out.println((watched ? CLEARED_LINE : "") + text);
        out.flush();
    }

    boolean isWatched() {
        return watched;
    }

    private static String bar(String verb, long done, long total) {
        int filled = percent(done, total) * CELLS / 100;
        return "%s [%s%s] %3d %%"
                .formatted(
                        verb, "#".repeat(filled), "-".repeat(CELLS - filled), percent(done, total));
    }

    private static int percent(long done, long total) {
        return total == 0 ? 100 : (int) (done * 100.0 / total);
    }

    private String amounts(long done, long total) {
        long left = total - done;
        Optional<Duration> time = left == 0 ? Optional.empty() : rate.timeFor(left);
        return "  "
                + ofTotal(done, total)
                + time.map(duration ->
                                "  %s/s  %s left"
                                        .formatted(
                                                ByteCount.text(rate.perSecond()), time(duration)))
                        .orElse("");
    }

    private static String ofTotal(long done, long total) {
        String all = ByteCount.text(total);
        String part = ByteCount.text(done);
        String unit = all.substring(all.indexOf(' '));
        return (part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part)
                + " of "
                + all;
    }

    /// The two largest units that say something.
    static String time(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + " s";
    }

    @Override
    public void close() {
        if (watched) {
            out.print(CLEARED_LINE);
            out.flush();
        }
    }
}
