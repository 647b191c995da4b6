package dev.zimage.engine.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `auto` stands for on a machine.
class AutoPrecisionTest {

    private static final Precision USUAL = Precision.forThisHost();
    private static final Precision OTHER = USUAL == Precision.INT8 ? Precision.Q8 : Precision.INT8;
    private static final ProcessorId HOST = new ProcessorId("a processor", "1", "25.0.1", "1.29.0");

    @TempDir Path folder;

    @Test
    void a_machine_is_measured_once_and_the_figures_are_kept() throws IOException {
        Path prepared = folder.resolve("model/prepared");
        assertThat(AutoPrecision.known(prepared).basis())
                .isEqualTo("to be measured when the model is loaded");

        AutoPrecision first = AutoPrecision.measured(prepared);

        assertThat(first.basis()).matches("measured on .+: int8 [0-9.]+ ms, q8 [0-9.]+ ms");
        assertThat(AutoPrecision.measured(prepared)).isEqualTo(first);
        assertThat(AutoPrecision.known(prepared)).isEqualTo(first);
        assertThat(files(prepared)).hasSize(1);
    }

    @Test
    void what_was_measured_decides_where_the_difference_is_clear() throws IOException {
        keep(HOST, 10, 7);
        assertThat(AutoPrecision.measured(folder, HOST).precision()).isEqualTo(OTHER);
        assertThat(AutoPrecision.known(folder, HOST).precision()).isEqualTo(OTHER);

        keep(HOST, 10, 9);
        assertThat(AutoPrecision.measured(folder, HOST).precision()).isEqualTo(USUAL);

        keep(HOST, 7, 10);
        assertThat(AutoPrecision.measured(folder, HOST).precision()).isEqualTo(USUAL);
    }

    @Test
    void another_processor_java_or_runtime_is_measured_anew() throws IOException {
        keep(HOST, 200_000, 100_000);
        List<ProcessorId> others =
                List.of(
                        new ProcessorId("another", "1", "25.0.1", "1.29.0"),
                        new ProcessorId("a processor", "2", "25.0.1", "1.29.0"),
                        new ProcessorId("a processor", "1", "25.0.2", "1.29.0"),
                        new ProcessorId("a processor", "1", "25.0.1", "1.30.0"));
        for (ProcessorId other : others) {
            assertThat(AutoPrecision.known(folder, other).basis()).startsWith("to be measured");
        }
        assertThat(AutoPrecision.known(folder, HOST).precision()).isEqualTo(OTHER);

        AutoPrecision measured = AutoPrecision.measured(folder, others.getLast());

        assertThat(measured.basis())
                .startsWith("measured on a processor: ")
                .doesNotContain("00000.0 ms");
        assertThat(AutoPrecision.known(folder, others.getLast())).isEqualTo(measured);
        assertThat(AutoPrecision.known(folder, HOST).basis()).startsWith("to be measured");
    }

    @Test
    void machines_that_share_a_folder_each_keep_their_figures() throws IOException {
        ProcessorId other = new ProcessorId("another", "1", "25.0.1", "1.29.0");
        keep(HOST, 10, 1);
        keep(other, 1, 10);
        assertThat(AutoPrecision.known(folder, HOST).precision()).isEqualTo(OTHER);
        assertThat(AutoPrecision.known(folder, other).precision()).isEqualTo(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "[1]", "{\"milliseconds\":{\"INT8\":0}}"})
    void a_damaged_file_is_as_good_as_none(String json) throws IOException {
        keep(HOST, 10, 1);
        Files.writeString(files(folder).getFirst(), json);
        assertThat(AutoPrecision.known(folder, HOST).precision()).isEqualTo(USUAL);
    }

    @Test
    void a_folder_that_cannot_be_made_is_no_obstacle() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(AutoPrecision.measured(file.resolve("prepared")).basis())
                .startsWith("measured on ");
    }

    private void keep(ProcessorId host, double usual, double other) throws IOException {
        new PrecisionTimes(host, Map.of(USUAL, usual, OTHER, other)).write(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
