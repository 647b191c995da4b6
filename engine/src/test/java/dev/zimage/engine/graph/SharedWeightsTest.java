package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What several processes and many pictures have in common: the weights, and nothing that grows.
class SharedWeightsTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long ALLOWED = 96L << 20;

    @TempDir Path folder;

    @Test
    void a_second_process_maps_the_same_weights_and_computes_the_same() throws Exception {
        try (Transformer transformer = open(folder)) {
            Path file =
                    folder.resolve(
                            Precision.hostAddsProductsOfBytes()
                                    ? "transformer.int8.weights"
                                    : "transformer.int8-pairs.weights");
            FileTime made = Files.getLastModifiedTime(file);
            Process other =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OtherProcess.class.getName(),
                                    folder.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(other.waitFor()).isZero();
            assertThat(said.strip()).isEqualTo(Arrays.toString(velocity(transformer)));
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(made);
        }
    }

    /// Sizes and prompts alternate; the memory that is the process's own is the same after many
    /// pictures as after some. Where the system does not tell, there is nothing to compare.
    @Test
    void pictures_of_other_sizes_and_prompts_leave_no_growth() throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        PreparedFolder prepared = new PreparedFolder(folder, PreparationListener.NONE);
        RuntimeOptions runtime = RuntimeOptions.withThreads(2);
        try (TextEncoder encoder = TextEncoder.open(model, Precision.INT8, prepared, runtime);
                Transformer transformer = open(folder);
                VaeDecoder decoder = VaeDecoder.open(model, prepared, runtime)) {
            Random random = new Random(1);
            long early = 0;
            long late = 0;
            for (int i = 0; i < 75; i++) {
                picture(encoder, transformer, decoder, random);
                if (i >= 15 && i < 45) {
                    early = Math.max(early, ownMemory());
                } else if (i >= 45) {
                    late = Math.max(late, ownMemory());
                }
            }
            assertThat(late).isLessThan(early + ALLOWED);
        }
    }

    private static void picture(
            TextEncoder encoder, Transformer transformer, VaeDecoder decoder, Random random) {
        int height = 2 * (1 + random.nextInt(20));
        int width = 2 * (1 + random.nextInt(20));
        int[] ids = random.ints(1 + random.nextInt(200), 0, 1000).toArray();
        float[] text = encoder.encode(ids, new Cancellation());
        float[] latents = new float[16 * height * width];
        latents = transformer.velocity(latents, height, width, 0, text, new Cancellation());
        decoder.decode(latents, height, width, new Cancellation());
    }

    private static long ownMemory() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    static Transformer open(Path folder) throws IOException {
        return Transformer.open(
                ModelFolder.open(Goldens.of("a").model()),
                Precision.INT8,
                new PreparedFolder(folder, PreparationListener.NONE),
                RuntimeOptions.withThreads(1));
    }

    static float[] velocity(Transformer transformer) {
        Goldens goldens = Goldens.of("a");
        List<Long> shape = goldens.shape("transformer.odd.input");
        return transformer.velocity(
                goldens.floats("transformer.odd.input"),
                Math.toIntExact(shape.get(1)),
                Math.toIntExact(shape.get(2)),
                0.5f,
                goldens.floats("text.chinese"),
                new Cancellation());
    }

    /// Says what it computes with the weights in a folder.
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] arguments) throws IOException {
            try (Transformer transformer = open(Path.of(arguments[0]))) {
                System.out.println(Arrays.toString(velocity(transformer)));
            }
        }
    }
}
