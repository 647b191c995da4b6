package dev.zimage.engine.weights;

import static dev.zimage.engine.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are no weights, or contradict themselves.
class MalformedWeightsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [2]   | 0  | 4  | F32    | needs 8
                    [1]   | 0  | 8  | F32    | needs 4
                    [1]   | 4  | 8  | F32    | belong to no tensor
                    [3]   | 0  | 12 | F32    | the file is cut off
                    [1]   | 8  | 4  | F32    | end at 4, before 8
                    [-1]  | 0  | 4  | F32    | not all there and right
                    [1.5] | 0  | 4  | F32    | not all there and right
                    "x"   | 0  | 4  | F32    | not all there and right
                    [4294967296,4294967296] | 0 | 4 | BF16 | no file holds
                    [9223372036854775808]   | 0 | 4 | BF16 | not all there and right
                    [1]   | -4 | 0  | F32    | not all there and right
                    """)
    void entries_that_contradict_themselves_are_refused_by_name(
            String shape, long begin, long end, String type, String message) throws IOException {
        write("{" + tensor("layers.0.w", type, shape, begin, end) + "}", new byte[8]);
        assertRefused("layers.0.w", "model.safetensors", message);
    }

    @Test
    void tensors_that_overlap_are_refused() throws IOException {
        write(
                "{"
                        + tensor("one", "F32", "[2]", 0, 8)
                        + ","
                        + tensor("two", "F32", "[1]", 4, 8)
                        + "}",
                new byte[8]);
        assertRefused("two", "overlap");
    }

    @Test
    void bytes_at_the_end_that_belong_to_nobody_are_refused() throws IOException {
        write("{" + tensor("t", "F32", "[1]", 0, 4) + "}", new byte[6]);
        assertRefused("model.safetensors", "2 bytes at the end");
    }

    @Test
    void a_name_that_comes_twice_is_refused() throws IOException {
        write(
                "{" + tensor("t", "F32", "[1]", 0, 4) + "," + tensor("t", "F32", "[1]", 4, 8) + "}",
                new byte[8]);
        assertRefused("model.safetensors", "not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, 27, 1L << 40, Long.MAX_VALUE})
    void a_header_of_impossible_length_is_refused(long length) throws IOException {
        SafetensorsFile.write(folder.resolve("model.safetensors"), length, "{}", new byte[16]);
        assertRefused("model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "nonsense", "{\"t\":3}", "{} {}", "\"{}\"", "{\"t\":{}}"})
    void a_header_that_is_something_else_is_refused(String header) throws IOException {
        write(header, new byte[0]);
        assertRefused("model.safetensors");
    }

    @Test
    void a_header_nested_without_end_is_refused() throws IOException {
        write("{\"t\":" + "[".repeat(100_000), new byte[0]);
        assertRefused("model.safetensors", "JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 40})
    void a_file_that_was_cut_off_is_refused(int size) throws IOException {
        Path file = write("{" + tensor("t", "F32", "[1]", 0, 4) + "}", new byte[4]);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(size);
        }
        assertRefused("model.safetensors");
    }

    private Path write(String header, byte... data) throws IOException {
        return SafetensorsFile.write(folder.resolve("model.safetensors"), header, data);
    }

    private void assertRefused(String... messages) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.open(folder).close())
                .withMessageContainingAll(messages);
    }
}
