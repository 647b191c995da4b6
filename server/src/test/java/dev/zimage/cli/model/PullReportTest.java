package dev.zimage.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.Shell;
import dev.zimage.download.TransferRate;
import dev.zimage.engine.hub.PullListener.Progress;
import dev.zimage.engine.hub.PullListener.Progress.Phase;
import dev.zimage.server.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PullReportTest {

    private static final long TOTAL = 32_900_000_000L;

    private final StringWriter written = new StringWriter();
    private final SettableClock clock = new SettableClock(Shell.START);

    private PullReport report(boolean watched) {
        return new PullReport(new PrintWriter(written), watched, clock);
    }

    private static Progress at(long done) {
        return new Progress(Phase.FETCHING, done, TOTAL, 3, 13);
    }

    @Test
    void the_bar_has_the_rate_and_the_time_left_on_one_line_of_a_terminal() {
        try (PullReport report = report(true)) {
            report.progress(at(10_000_000_000L));
            clock.advance(Duration.ofSeconds(10));
            report.progress(at(10_842_000_000L));

            String last = written.toString();
            last = last.substring(last.lastIndexOf('\r') + 4);
            assertThat(last)
                    .isEqualTo(
                            "pulling [#####-----------]  32 %  10.8 of 32.9 GB  84.2 MB/s"
                                    + "  4 min 21 s left")
                    .hasSizeLessThan(80);
        }
    }

    @Test
    void the_rate_is_that_of_the_last_quarter_of_a_minute() {
        TransferRate rate = new TransferRate(clock);
        for (int second = 0; second <= 60; second++) {
            rate.add(second < 30 ? second * 1_000L : 30_000L + (second - 30) * 10L);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(rate.perSecond()).isEqualTo(10);
        assertThat(rate.timeFor(7_320)).contains(Duration.ofSeconds(732));
    }

    @Test
    void a_file_that_begins_anew_gives_no_negative_rate() {
        TransferRate rate = new TransferRate(clock);
        rate.add(1_000_000);
        clock.advance(Duration.ofSeconds(5));
        rate.add(500_000);

        assertThat(rate.perSecond()).isZero();
        assertThat(rate.timeFor(1)).isEmpty();
    }

    @Test
    void where_nobody_watches_there_is_a_line_each_half_minute() {
        try (PullReport report = report(false)) {
            for (int i = 0; i <= 70; i++) {
                report.progress(at(i * 100_000_000L));
                clock.advance(Duration.ofSeconds(1));
            }
        }

        assertThat(written.toString().lines())
                .containsExactly(
                        "pulling: 9 %  3.0 of 32.9 GB  100 MB/s  4 min 59 s left",
                        "pulling: 18 %  6.0 of 32.9 GB  100 MB/s  4 min 29 s left");
    }

    @Test
    void a_setback_is_told_without_what_would_move_the_cursor() {
        try (PullReport report = report(false)) {
            report.retrying("vae/config.json", "broken\u001b[2J", Duration.ofMillis(1_100));
        }

        assertThat(written.toString())
                .isEqualTo("vae/config.json: broken?[2J; trying again in 2 s\n");
    }
}
