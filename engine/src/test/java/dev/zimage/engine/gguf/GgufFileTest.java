package dev.zimage.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GgufFileTest {

    private static final Path FIXTURES = Path.of("src/test/resources/quantised");
    private static final Path BLOCKS = FIXTURES.resolve("blocks.gguf");

    @TempDir Path folder;

    /// The fixture is of `make_quantised.py`, which has the expected values from Python's `gguf`.
    @ParameterizedTest
    @EnumSource
    void each_type_is_decoded_to_the_bit_as_the_reference_does(GgufType type) throws IOException {
        String name = type.name().toLowerCase(Locale.ROOT);
        try (GgufFile file = GgufFile.open(BLOCKS);
                Weights expected =
                        Weights.openFile(FIXTURES.resolve("blocks.expected.safetensors"))) {
            GgufTensor tensor = Objects.requireNonNull(file.tensors().get(name));
            assertThat(tensor.type()).isEqualTo(type);
            assertThat(tensor.shape()).isEqualTo(expected.shape(name)).isEqualTo(List.of(3L, 512L));

            float[] all = new float[3 * 512];
            tensor.read(0, all, all.length);
            assertThat(bits(all)).isEqualTo(bits(expected.tensor(name).floats()));

            float[] part = new float[512];
            tensor.read(768, part, 512);
            assertThat(bits(part)).isEqualTo(bits(Arrays.copyOfRange(all, 768, 1280)));
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void the_fixture_has_every_type() throws IOException {
        try (GgufFile file = GgufFile.open(BLOCKS)) {
            assertThat(file.tensors().values().stream().map(GgufTensor::type))
                    .containsExactlyInAnyOrder(GgufType.values());
        }
        assertThat(GgufFile.isGguf(BLOCKS)).isTrue();
        assertThat(GgufFile.isGguf(FIXTURES)).isFalse();
        assertThat(GgufFile.isGguf(FIXTURES.resolve("fp8.safetensors"))).isFalse();
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(BLOCKS);
        for (int length : new int[] {5, 10, 24, 40, 100, 300, 700, whole.length - 33}) {
            Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(WeightsException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> GgufFile.open(cut).close())
                    .withMessageContainingAll("cut.gguf: the file is cut off");
        }
        Path empty = Files.createFile(folder.resolve("empty.gguf"));
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> GgufFile.open(empty).close())
                .withMessageContaining("the file is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, 0, 32, 'version 1'",
        "4, 1, 2, 0, 32, 'version 4'",
        "50331648, 1, 2, 0, 32, big-endian",
        "3, 5, 2, 0, 32, one of 5 parts",
        "3, 1, 16, 0, 32, 'tensor w has IQ2_XXS values, which are not read'",
        "3, 1, 2, 0, 33, 'its rows of 33 are no whole blocks of Q4_0'",
        "3, 1, 0, 64, 32, 'cut off'",
        "3, 1, 0, -1, 32, 'cut off'",
        "3, 1, 0, 0, -4, 'no file holds the shape'",
        "3, 1, 0, 0, 9223372036854775807, 'no file holds the shape'"
    })
    void what_a_file_says_of_itself_is_checked(
            int version, long parts, int type, long offset, long row, String message)
            throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GGUF".getBytes(StandardCharsets.ISO_8859_1)).putInt(version).putLong(1);
        file.putLong(1);
        text(file, "split.count").putInt(2).putShort((short) parts);
        text(file, "w").putInt(2).putLong(row).putLong(2);
        file.putInt(type).putLong(offset);
        int end = (file.position() + 31) / 32 * 32 + 256;
        Path path = Files.write(folder.resolve("w.gguf"), Arrays.copyOf(file.array(), end));

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> GgufFile.open(path).close())
                .withMessageContainingAll("w.gguf", message);
    }

    @Test
    void a_shape_that_no_file_holds_is_refused_where_the_header_ends_the_file() throws IOException {
        ByteBuffer file = header(1);
        text(file, "w").putInt(1).putLong((1L << 61) - 1).putInt(0).putLong(0);
        assertThat(file.position() % 32).isNotZero();
        byte[] bytes = new byte[file.position()];
        file.flip().get(bytes);
        Path path = Files.write(folder.resolve("w.gguf"), bytes);

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> GgufFile.open(path).close())
                .withMessageContainingAll("w.gguf: the file is cut off", "tensor w");
    }

    /// A sparse file may be of any size, and its names would fill the heap.
    @Test
    void names_longer_than_the_format_allows_are_refused() throws IOException {
        Path path = folder.resolve("w.gguf");
        ByteBuffer head = header(1).putLong(65_536);
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(head.flip());
            file.write(ByteBuffer.allocate(1), 1 << 20);
        }

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> GgufFile.open(path).close())
                .withMessageContaining("w.gguf: the file is damaged: a name of 65536 bytes");
    }

    /// Up to the list of tensors.
    private static ByteBuffer header(long tensors) {
        return ByteBuffer.allocate(4096)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(3)
                .putLong(tensors)
                .putLong(0);
    }

    private static ByteBuffer text(ByteBuffer file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file.putLong(bytes.length).put(bytes);
    }
}
