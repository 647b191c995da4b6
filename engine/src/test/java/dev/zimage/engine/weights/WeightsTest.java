package dev.zimage.engine.weights;

import static dev.zimage.engine.weights.SafetensorsFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Weights that are read from one file.
class WeightsTest {

    @TempDir Path folder;

    @Test
    void the_three_types_are_read_as_floats() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3FC0).putShort((short) 0xC000); // bf16: 1.5, -2
        data.putShort((short) 0x3E00).putShort((short) 0x0001); // f16: 1.5, 2^-24
        data.putFloat(0.1f).putFloat(Float.MIN_VALUE);
        write(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + tensor("b", "BF16", "[2]", 0, 4)
                        + ","
                        + tensor("h", "F16", "[1,2]", 4, 8)
                        + ","
                        + tensor("f", "F32", "[2,1]", 8, 16)
                        + "}",
                data.array());

        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.names()).containsExactly("b", "h", "f");
            assertThat(weights.tensor("b").floats()).containsExactly(1.5f, -2f);
            assertThat(weights.tensor("h").floats()).containsExactly(1.5f, 0x1p-24f);
            assertThat(weights.tensor("f").floats()).containsExactly(0.1f, Float.MIN_VALUE);
            assertThat(weights.tensor("h").shape()).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16", "F32"})
    void values_can_be_read_in_blocks_of_any_size(String type) throws IOException {
        int bytes = TensorType.valueOf(type).bytes();
        ByteBuffer data = ByteBuffer.allocate(20_000 * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 20_000; i++) {
            float value = i % 128;
            switch (type) {
                case "F16" -> data.putShort(Float.floatToFloat16(value));
                case "BF16" -> data.putShort((short) (Float.floatToIntBits(value) >> 16));
                default -> data.putFloat(value);
            }
        }
        write("{" + tensor("t", type, "[20000]", 0, data.capacity()) + "}", data.array());

        try (Weights weights = Weights.open(folder)) {
            float[] into = new float[17_010];
            weights.tensor("t").read(129, into, 5, 17_000);
            assertThat(into[4]).isZero();
            assertThat(into[5]).isEqualTo(1f);
            assertThat(into[17_004]).isEqualTo((129 + 16_999) % 128);
            assertThat(into[17_005]).isZero();
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> weights.tensor("t").read(3_001, into, 0, 17_000));
        }
    }

    @Test
    void a_tensor_says_where_its_bytes_are() throws IOException {
        String header =
                "{" + tensor("x", "U8", "[3]", 0, 3) + "," + tensor("y", "F32", "[]", 3, 7) + "}";
        Path file = write(header, new byte[7]);

        try (Weights weights = Weights.open(folder)) {
            Tensor tensor = weights.tensor("y");
            assertThat(tensor.file()).isEqualTo(file);
            assertThat(tensor.offset()).isEqualTo(8 + header.length() + 3);
            assertThat(tensor.values()).isEqualTo(1);
        }
    }

    @Test
    void types_that_are_no_weights_are_refused_only_when_they_are_asked_for() throws IOException {
        write("{" + tensor("ids", "I64", "[1]", 0, 8) + "}", new byte[8]);
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.shape("ids")).containsExactly(1L);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> weights.tensor("ids"))
                    .withMessageContainingAll("ids", "I64", "model.safetensors");
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> weights.tensor("other"))
                    .withMessageContaining("other");
        }
    }

    @Test
    void files_above_two_gigabytes_are_mapped() throws IOException {
        long bytes = 3L << 30;
        String header =
                "{"
                        + tensor("first", "BF16", "[%d]".formatted(bytes / 2), 0, bytes)
                        + ","
                        + tensor("last", "F32", "[1]", bytes, bytes + 4)
                        + "}";
        Path file = write(header, new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(8 + header.length() + bytes + 4);
            sparse.seek(8 + header.length() + bytes);
            sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3F});
        }
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.tensor("last").floats()).containsExactly(1f);
            float[] end = new float[1];
            weights.tensor("first").read(bytes / 2 - 1, end, 0, 1);
            assertThat(end).containsExactly(0f);
        }
    }

    @Test
    void closed_weights_can_no_longer_be_read() throws IOException {
        write("{" + tensor("t", "F32", "[1]", 0, 4) + "}", new byte[4]);
        Weights weights = Weights.open(folder);
        Tensor tensor = weights.tensor("t");
        weights.close();
        weights.close();
        assertThatThrownBy(tensor::floats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_prefix_is_taken_off_the_names_that_have_it() throws IOException {
        write(
                "{"
                        + tensor("model.norm", "F32", "[1]", 0, 4)
                        + ","
                        + tensor("lm_head", "F32", "[1]", 4, 8)
                        + "}",
                new byte[8]);
        try (Weights weights = Weights.open(folder)) {
            Weights bare = weights.withoutPrefix("model.");
            assertThat(bare.names()).containsExactly("norm", "lm_head");
            assertThat(bare.tensor("norm").name()).isEqualTo("norm");
        }
    }

    private Path write(String header, byte... data) throws IOException {
        return SafetensorsFile.write(folder.resolve("model.safetensors"), header, data);
    }
}
