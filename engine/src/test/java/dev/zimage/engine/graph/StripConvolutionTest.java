package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.graph.StripConvolution.Shortcut;
import dev.zimage.engine.graph.StripConvolution.Source;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Session.Matrices;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.LinearLayers;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.precision.WeightFile;
import dev.zimage.engine.weights.SafetensorsFile;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares with convolutions that are computed by their definition, at sizes that are no multiple
/// of a tile, smaller than a tile, and larger than a strip.
@Tag("kernels")
class StripConvolutionTest {

    private static final int INPUTS = 6;
    private static final int OUTPUTS = 5;
    private static final double TOLERANCE = 1e-5;
    private static final float[] SCALE = {1, 0.5f, -1, 2, 0.1f, 1};
    private static final float[] SHIFT = {0, 0.3f, 1, -1, 2, -0.5f};

    private final Random random = new Random(7);
    private final float[] kernels = numbers(OUTPUTS * INPUTS * 9);
    private final float[] bias = numbers(OUTPUTS);
    private final float[] widening = numbers(OUTPUTS * INPUTS);
    private final float[] wideningBias = numbers(OUTPUTS);

    @TempDir Path folder;

    @BeforeEach
    void writeWeights() throws IOException {
        int floats = kernels.length + 2 * bias.length + widening.length;
        ByteBuffer data = ByteBuffer.allocate(4 * floats).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(kernels).put(bias).put(widening).put(wideningBias);
        int first = 4 * kernels.length;
        int second = first + 4 * bias.length;
        int third = second + 4 * widening.length;
        String header =
                "{"
                        + SafetensorsFile.tensor("c.weight", "F32", "[5,6,3,3]", 0, first)
                        + ","
                        + SafetensorsFile.tensor("c.bias", "F32", "[5]", first, second)
                        + ","
                        + SafetensorsFile.tensor("w.weight", "F32", "[5,6,1,1]", second, third)
                        + ","
                        + SafetensorsFile.tensor("w.bias", "F32", "[5]", third, data.capacity())
                        + "}";
        Files.createDirectories(folder.resolve("weights"));
        SafetensorsFile.write(folder.resolve("weights/w.safetensors"), header, data.array());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 5", "4, 8", "13, 7", "70, 66", "5, 1030"})
    void a_picture_is_convolved_and_the_shortcut_added(int height, int width) throws IOException {
        float[] picture = numbers(height * width * INPUTS);
        float[] result =
                run(
                        height,
                        width,
                        picture,
                        scene -> scene.whole(scene.convolved(scene.shortcut())));

        float[] expected = convolved(picture, height, width, true);
        for (int i = 0; i < expected.length; i++) {
            for (int c = 0; c < INPUTS; c++) {
                float x = picture[i / OUTPUTS * INPUTS + c];
                expected[i] += x * widening[i % OUTPUTS * INPUTS + c];
            }
            expected[i] += wideningBias[i % OUTPUTS];
        }
        assertClose(start(result, expected), expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 5", "4, 8", "13, 7", "70, 66"})
    void a_picture_is_doubled_and_convolved(int height, int width) throws IOException {
        float[] picture = numbers(height * width * INPUTS);
        float[] result = run(height, width, picture, scene -> scene.whole(scene.doubled()));

        float[] large = new float[4 * picture.length];
        for (int i = 0; i < large.length; i++) {
            int x = i / INPUTS % (2 * width) / 2;
            int y = i / INPUTS / (2 * width) / 2;
            large[i] = picture[(y * width + x) * INPUTS + i % INPUTS];
        }
        float[] expected = convolved(large, 2 * height, 2 * width, false);
        assertClose(start(result, expected), expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "13, 7", "70, 66"})
    void a_picture_of_few_colours_has_its_colours_apart(int height, int width) throws IOException {
        float[] picture = numbers(height * width * INPUTS);
        float[] result = run(height, width, picture, Scene::narrow);

        float[] expected = convolved(picture, height, width, true);
        float[] apart = new float[expected.length];
        for (int i = 0; i < apart.length; i++) {
            apart[i % OUTPUTS * height * width + i / OUTPUTS] = expected[i];
        }
        assertThat(result).hasSameSizeAs(apart);
        assertClose(result, apart);
    }

    /// The mean and the variance of each channel over a picture whose strips are not all full.
    @ParameterizedTest
    @CsvSource({"13, 7", "70, 66"})
    void the_norm_behind_a_convolution_is_over_the_picture_alone(int height, int width)
            throws IOException {
        float[] picture = numbers(height * width * INPUTS);
        float[] norm = run(height, width, picture, scene -> scene.normOf(scene.convolved(null)));

        float[] expected = convolved(picture, height, width, true);
        double mean = 0;
        for (float value : expected) {
            mean += value / (double) expected.length;
        }
        double variance = 0;
        for (float value : expected) {
            variance += (value - mean) * (value - mean) / expected.length;
        }
        float[] affine = new float[2 * OUTPUTS];
        Arrays.fill(affine, 0, OUTPUTS, (float) (1 / Math.sqrt(variance)));
        for (int c = 0; c < OUTPUTS; c++) {
            affine[OUTPUTS + c] = (float) ((bias[c] - mean) / Math.sqrt(variance));
        }
        assertClose(norm, affine);
    }

    /// A graph that is being written.
    private record Scene(Graph graph, StripLevel level, NetworkModule module, FeatureMap picture) {

        FeatureMap convolved(@Nullable Shortcut shortcut) {
            return convolution().apply("c", normalised(), module.kernels("c", false), shortcut);
        }

        Shortcut shortcut() {
            return new Shortcut(picture, module.widening("w"));
        }

        FeatureMap doubled() {
            Source source = new Source(picture, null);
            return convolution().doubled("c", source, module.kernels("c", true), level);
        }

        Value narrow() {
            Value weights = module.weight("c.weight");
            return convolution().narrow("c", normalised(), weights, module.weight("c.bias"));
        }

        /// With the bias that is kept beside the pixels.
        Value whole(FeatureMap map) {
            return map.pixels().plus(Objects.requireNonNull(map.bias()));
        }

        /// The scales and then the shifts of a norm over all channels, for pixels without the bias.
        Value normOf(FeatureMap result) {
            float[] ones = new float[OUTPUTS];
            Arrays.fill(ones, 1);
            Value zeros = graph.floats(new float[OUTPUTS]);
            Affine norm = result.groupNorm(graph.floats(ones), zeros, 1, 0);
            return graph.concat(0, norm.scale(), norm.shift());
        }

        private StripConvolution convolution() {
            return new StripConvolution(graph, level);
        }

        private Source normalised() {
            return new Source(picture, new Affine(graph.floats(SCALE), graph.floats(SHIFT)));
        }
    }

    private float[] run(int height, int width, float[] picture, Function<Scene, Value> network)
            throws IOException {
        try (Weights weights = Weights.open(folder.resolve("weights"))) {
            WeightFile file = new WeightFile("vae", Precision.FP32, weights);
            Graph graph = new Graph("test");
            Value pixels = graph.input("picture", ElementType.FLOAT, "height", "width", INPUTS);
            Scene scene =
                    new Scene(
                            graph,
                            StripLevel.declare(graph, 0),
                            new NetworkModule(
                                    graph, file, new LinearLayers(Precision.FP32, file), ""),
                            FeatureMap.of(pixels, null));
            Value result = network.apply(scene).reshape(-1);
            graph.output("result", result, ElementType.FLOAT, "n");
            Map<String, Input> inputs = new HashMap<>();
            inputs.put("picture", Input.of(picture, height, width, INPUTS));
            Strips.of(height, width).addTo(inputs, 0);
            return run(graph, file, inputs);
        }
    }

    private float[] run(Graph graph, WeightFile file, Map<String, Input> inputs)
            throws IOException {
        Path prepared =
                new PreparedFolder(folder.resolve("prepared"), PreparationListener.NONE)
                        .prepare(file);
        RuntimeOptions runtime = RuntimeOptions.withThreads(2);
        try (Session session = Session.load("test", graph, prepared, Matrices.PACKED, runtime)) {
            return session.run(inputs, new Cancellation());
        }
    }

    /// By definition: pixels by outputs.
    private float[] convolved(float[] picture, int height, int width, boolean normalised) {
        float[] result = new float[height * width * OUTPUTS];
        for (int i = 0; i < result.length; i++) {
            int output = i % OUTPUTS;
            double sum = bias[output];
            for (int tap = 0; tap < 9; tap++) {
                int x = i / OUTPUTS % width + tap % 3 - 1;
                int y = i / OUTPUTS / width + tap / 3 - 1;
                for (int c = 0; c < INPUTS && x >= 0 && x < width && y >= 0 && y < height; c++) {
                    float value = picture[(y * width + x) * INPUTS + c];
                    double norm = value * SCALE[c] + SHIFT[c];
                    sum +=
                            kernels[(output * INPUTS + c) * 9 + tap]
                                    * (normalised ? norm / (1 + Math.exp(-norm)) : value);
                }
            }
            result[i] = (float) sum;
        }
        return result;
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(Goldens.relativeError(actual, expected)).isLessThan(TOLERANCE);
    }

    /// Without the rows below the picture.
    private static float[] start(float[] result, float[] expected) {
        return Arrays.copyOf(result, expected.length);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
