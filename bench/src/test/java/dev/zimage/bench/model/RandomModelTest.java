package dev.zimage.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.graph.TextEncoder;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomModelTest {

    /// Small, with the proportions of the published one where those matter.
    private static final ModelShape SMALL =
            new ModelShape(
                    new ModelShape.Text(500, 64, 3, 4, 2, 16, 96),
                    new ModelShape.Blocks(96, 2, 1, 3, List.of(8, 12, 12)),
                    new ModelShape.Decoder(List.of(16, 16, 32, 32), 1, 8));

    @TempDir Path folder;

    @Test
    void a_random_model_is_in_the_published_layout_and_computes_numbers() throws IOException {
        RandomModel.write(folder, SMALL, _ -> {});

        ModelFolder model = ModelFolder.open(folder);
        PreparedFolder prepared =
                new PreparedFolder(folder.resolve("prepared"), PreparationListener.NONE);
        RuntimeOptions runtime = RuntimeOptions.withThreads(1);
        Cancellation never = new Cancellation();
        try (TextEncoder encoder = TextEncoder.open(model, Precision.FP32, prepared, runtime);
                Transformer transformer =
                        Transformer.open(model, Precision.FP32, prepared, runtime);
                VaeDecoder decoder = VaeDecoder.open(model, prepared, runtime)) {
            float[] text = encoder.encode(new int[] {1, 2, 499}, never);
            float[] velocity = transformer.velocity(new float[16 * 8 * 8], 8, 8, 0.5f, text, never);
            float[] picture = decoder.decode(velocity, 8, 8, never);

            assertThat(picture).hasSize(3 * 64 * 64);
            for (float value : picture) {
                assertThat(value).isFinite();
            }
            assertThat(picture[0]).isNotEqualTo(picture[picture.length - 1]);
        }
    }

    @Test
    void large_components_are_written_in_shards_with_an_index() throws IOException {
        List<String> written = new ArrayList<>();

        new RandomWeights(20_000, written::add)
                .write(
                        folder,
                        "model",
                        Map.of(
                                "a.weight", List.of(64L, 64L),
                                "b.weight", List.of(96L, 96L),
                                "c.weight", List.of(64L)));

        assertThat(written).hasSize(2);
        assertThat(folder.resolve("model.safetensors.index.json")).exists();
        try (Weights weights = Weights.open(folder)) {
            assertThat(weights.names())
                    .containsExactlyInAnyOrder("a.weight", "b.weight", "c.weight");
            float[] ones = new float[64];
            weights.tensor("c.weight").read(0, ones, 0, 64);
            assertThat(ones).containsOnly(1f);
            float[] values = new float[96 * 96];
            weights.tensor("b.weight").read(0, values, 0, values.length);
            assertThat(deviation(values)).isBetween(0.018, 0.022);
        }
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    @Test
    void the_published_shape_has_the_published_number_of_parameters() throws IOException {
        // 6.15 thousand million in the transformer, 4.02 in the text encoder.
        assertThat(parameters("transformer")).isBetween(6.1e9, 6.2e9);
        assertThat(parameters("text_encoder")).isBetween(4.0e9, 4.05e9);
    }

    private double parameters(String component) throws IOException {
        ModelFolder model = RandomModel.describe(folder, ModelShape.published());
        var layout =
                component.equals("transformer")
                        ? model.transformer().tensors()
                        : model.textEncoder().tensors();
        return layout.shapes().values().stream()
                .mapToDouble(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    @Test
    void a_page_cache_is_dropped_where_the_system_can() throws IOException {
        Files.write(folder.resolve("file"), new byte[100_000]);

        assertThat(PageCache.drop(List.of(folder)))
                .isEqualTo(System.getProperty("os.name").equals("Linux"));
    }
}
