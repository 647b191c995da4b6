package dev.zimage.cli.model;

import dev.zimage.cli.command.Display;
import dev.zimage.engine.hub.PullListener;
import dev.zimage.engine.hub.PullListener.Progress;
import dev.zimage.engine.weights.ByteCount;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Shows how far a pull is: a line that is drawn over where somebody watches, else a line for each
/// file and one each half minute.
final class PullReport implements PullListener, AutoCloseable {

    private static final int CELLS = 16;
    private static final String CLEARED_LINE = "\r\u001b[K";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final PrintWriter out;
    private final boolean watched;
    private final Clock clock;
    private final TransferRate rate;
    private long lastLine;

    PullReport(PrintWriter out, boolean watched, Clock clock) {
        this.out = out;
        this.watched = watched;
        this.clock = clock;
        this.rate = new TransferRate(clock);
        this.lastLine = clock.millis();
    }

    @Override
    public synchronized void found(String commit, int files, long bytes) {
        line("%d files, %s, revision %s".formatted(files, ByteCount.text(bytes), commit));
    }

    @Override
    public synchronized void progress(Progress progress) {
        rate.add(progress.done());
        if (watched) {
            out.print(CLEARED_LINE + bar(progress) + amounts(progress));
            out.flush();
        } else if (clock.millis() - lastLine >= BETWEEN_LINES.toMillis()) {
            lastLine = clock.millis();
            line(verb(progress) + ": " + percent(progress) + " %" + amounts(progress));
        }
    }

    @Override
    public synchronized void finished(String path, long bytes) {
        if (!watched) {
            line(path + ": " + ByteCount.text(bytes));
        }
    }

    @Override
    public synchronized void retrying(String path, String reason, Duration wait) {
        line(
                "%s: %s; trying again in %s"
                        .formatted(path, Display.text(reason), time(wait.plusMillis(999))));
    }

    private void line(String text) {
        out.println((watched ? CLEARED_LINE : "") + text);
        out.flush();
    }

    private static String bar(Progress progress) {
        int filled = percent(progress) * CELLS / 100;
        return "%s [%s%s] %3d %%"
                .formatted(
                        verb(progress),
                        "#".repeat(filled),
                        "-".repeat(CELLS - filled),
                        percent(progress));
    }

    private static String verb(Progress progress) {
        return switch (progress.phase()) {
            case COMPARING -> "comparing";
            case FETCHING -> progress.done() < progress.total() ? "pulling" : "checking";
        };
    }

    private static int percent(Progress progress) {
        return progress.total() == 0 ? 100 : (int) (progress.done() * 100.0 / progress.total());
    }

    private String amounts(Progress progress) {
        long left = progress.total() - progress.done();
        Optional<Duration> time = left == 0 ? Optional.empty() : rate.timeFor(left);
        return "  "
                + ofTotal(progress.done(), progress.total())
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
    private static String time(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + " s";
    }

    @Override
    public synchronized void close() {
        if (watched) {
            out.print(CLEARED_LINE);
            out.flush();
        }
    }
}
