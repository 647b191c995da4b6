package dev.zimage.engine.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.weights.SafetensorsFile;
import dev.zimage.engine.weights.TensorType;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against torch's float8: `make_quantised.py` made the fixture.
class EightBitFloatTest {

    private static final Path FIXTURES = Path.of("src/test/resources/quantised");

    @Test
    void all_values_and_each_kind_of_scale_are_decoded_to_the_bit_as_torch_does()
            throws IOException {
        try (SourceWeights source = SourceWeights.open(FIXTURES.resolve("fp8.safetensors"));
                Weights expected = Weights.openFile(FIXTURES.resolve("fp8.expected.safetensors"))) {
            assertThat(source.names()).containsExactlyInAnyOrderElementsOf(expected.names());
            for (SourceTensor tensor : source.tensors()) {
                float[] wanted = expected.tensor(tensor.name()).floats();
                float[] read = new float[wanted.length];
                ((SourceValues.Coded) tensor.values()).read(0, read, read.length);
                assertThat(bits(read)).as(tensor.name()).isEqualTo(bits(wanted));
            }
        }
    }

    /// One NaN is as good as another.
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void values_without_a_scale_are_exact_in_sixteen_bits() throws IOException {
        try (SourceWeights source = SourceWeights.open(FIXTURES.resolve("fp8.safetensors"))) {
            for (SourceTensor tensor : source.tensors()) {
                boolean plain = tensor.name().startsWith("every");
                assertThat(tensor.values().written())
                        .as(tensor.name())
                        .isEqualTo(plain ? TensorType.BF16 : TensorType.F32);
                if (plain) {
                    float[] values = new float[256];
                    ((SourceValues.Coded) tensor.values()).read(0, values, 256);
                    for (float value : values) {
                        assertThat(Float.floatToRawIntBits(value) & 0xFFFF).isZero();
                    }
                }
            }
        }
    }

    @Test
    void a_tensor_without_values_may_have_any_sides(@TempDir Path folder) throws IOException {
        Path file =
                SafetensorsFile.write(
                        folder.resolve("empty.safetensors"),
                        "{"
                                + SafetensorsFile.tensor(
                                        "a.weight",
                                        "F8_E4M3",
                                        "[0,1099511627776,1099511627776]",
                                        0,
                                        0)
                                + "}");

        try (SourceWeights source = SourceWeights.open(file)) {
            assertThat(source.names()).containsExactly("a.weight");
        }
    }
}
