package dev.zimage.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

    @TempDir private Path folder;

    @Test
    void results_replace_those_before_and_leave_what_explains_them() throws IOException {
        Path file = folder.resolve("RESULTS.md");
        Files.writeString(
                file, "# Results\n\nhow\n\n<!-- results: written by the benchmarks -->\n\nold\n");
        report(3).writeTo(file);
        report(4).writeTo(file);
        assertThat(Files.readString(file))
                .startsWith("# Results\n\nhow\n")
                .contains("- date: 2026-01-02", "model, 2 cores", "`./zimage bench`", "4.00 s")
                .doesNotContain("old", "3.00 s");
    }

    private static BenchReport report(double seconds) {
        return new BenchReport(
                LocalDate.of(2026, 1, 2),
                new Machine("model", 2, 1024, "jdk", "os", 0.1),
                "./zimage bench",
                Duration.ofSeconds(5),
                List.of(Figure.of("start", Quantity.seconds(seconds))));
    }
}
