package dev.zimage.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final StringWriter terminal = new StringWriter();

    @Test
    void it_fills_with_the_steps() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true)) {
            bar.step(1, 2);
            assertThat(terminal.toString())
                    .endsWith("[" + "#".repeat(15) + "-".repeat(15) + "]  50 %, step 1 of 2");
            bar.step(2, 2);
            assertThat(terminal.toString()).endsWith("[" + "#".repeat(30) + "] 100 %, step 2 of 2");
        }
        assertThat(terminal.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void where_nobody_watches_it_draws_nothing() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(terminal), false)) {
            bar.step(1, 2);
        }
        assertThat(terminal.toString()).isEmpty();
    }
}
