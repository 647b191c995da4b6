package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.ForeignFiles.Raw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of which every tensor is there and has its shape, with values that no model has.
class DamagedImportTest {

    private static final String LAYER = "layers.0.feed_forward.w1";
    private static final String WEIGHT = LAYER + ".weight";

    @TempDir Path folder;

    private Path published;
    private Path file;
    private Path made;
    private Map<String, Raw> tensors;

    @BeforeEach
    void prepare() throws IOException {
        published = TinyModel.unpack(folder.resolve("published"));
        file = folder.resolve("z_image_turbo.safetensors");
        made = folder.resolve("made");
        tensors = ForeignFiles.fused(ForeignFiles.read(published.resolve("transformer")), "");
    }

    private Shell.Result imports() throws IOException {
        ForeignFiles.safetensors(file, tensors);
        return new Shell(folder.resolve("data"))
                .type(
                        "import --transformer",
                        file + "",
                        "--text-encoder",
                        published + "",
                        "--vae",
                        published + "",
                        "--config",
                        published + "",
                        "--to",
                        made + "");
    }

    private void refused(String... words) throws IOException {
        Shell.Result refused = imports();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(file + ": ").contains(words);
        assertThat(made).doesNotExist();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private Raw weight() {
        return Objects.requireNonNull(tensors.get(WEIGHT));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void a_value_that_is_no_number_is_found(float value) throws IOException {
        float[] values = weight().floats();
        values[values.length - 1] = value;
        tensors.put(WEIGHT, new Raw("F32", weight().shape(), floats(values)));

        refused("damaged", WEIGHT, "not a number (" + value + ")", "download it again");
    }

    @Test
    void a_matrix_of_zeros_is_found() throws IOException {
        tensors.put(WEIGHT, weight().times(0));

        refused("damaged", WEIGHT, "zeros in a row", "download it again");
    }

    @ParameterizedTest
    @CsvSource({"NaN, not a number (NaN)", "Infinity, not a number", "0, zeros in a row"})
    void a_scale_that_makes_no_weights_is_found(float scale, String said) throws IOException {
        tensors = Quantisers.fp8(tensors, true, "scale_weight");
        tensors.put(LAYER + ".scale_weight", new Raw("F32", List.of(), floats(scale)));

        refused("damaged", WEIGHT, said);
    }

    /// To leave it out would make another picture of it.
    @Test
    void a_scale_is_not_left_out() throws IOException {
        tensors.put(LAYER + ".scale_weight", new Raw("F32", List.of(), floats(0.5f)));
        refused("BF16 values with a scale (" + WEIGHT + "), which are not read");

        tensors.put(LAYER + ".scale_weight", new Raw("F32", List.of(), floats(1)));
        Shell.Result imported = imports();
        assertThat(imported.code()).as(imported.err()).isZero();
    }
}
