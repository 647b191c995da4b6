package dev.zimage.bench.model;

import dev.zimage.engine.graph.TextEncoder;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// A process of its own that loads a model and measures it, so that its memory is its own. Writes a
/// line for each figure: a name, a tab, a number in seconds or bytes.
public final class ModelProcess {

    /// Tokens of an ordinary prompt with what the template adds, and the most there can be.
    static final List<Integer> TOKENS = List.of(100, 512);

    private static final String PEAK = "VmHWM:";
    private static final String OWN = "RssAnon:";

    private final Random random = new Random(42);
    private final Cancellation never = new Cancellation();

    private ModelProcess() {}

    /// @param args the model's folder, the folder of prepared weights, the precision, and the sides
    ///   of the pictures to measure with commas between; none to load only
    public static void main(String[] args) throws Exception {
        ModelFolder model = ModelFolder.open(Path.of(args[0]));
        PreparedFolder prepared = new PreparedFolder(Path.of(args[1]), PreparationListener.NONE);
        Precision precision = Precision.valueOf(args[2].toUpperCase(Locale.ROOT));
        List<Integer> sides =
                Arrays.stream(args[3].split(",", -1))
                        .filter(side -> !side.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        try (ExecutorService loader = Executors.newSingleThreadExecutor()) {
            new ModelProcess().measure(model, prepared, precision, sides, loader);
        }
    }

    private void measure(
            ModelFolder model,
            PreparedFolder prepared,
            Precision precision,
            List<Integer> sides,
            ExecutorService loader)
            throws Exception {
        RuntimeOptions runtime = RuntimeOptions.defaults();
        long start = System.nanoTime();
        // as the engine loads: the transformer beside the others
        Future<Transformer> beside =
                loader.submit(() -> Transformer.open(model, precision, prepared, runtime));
        try (VaeDecoder decoder = VaeDecoder.open(model, prepared, runtime);
                TextEncoder encoder = TextEncoder.open(model, precision, prepared, runtime);
                Transformer transformer = beside.get()) {
            print("load", (System.nanoTime() - start) / 1e9);
            if (sides.isEmpty()) {
                return;
            }
            float[] text = encode(encoder, TOKENS.getFirst(), model);
            Picture first = new Picture(model, sides.getFirst());
            transformer.velocity(first.latents, first.side, first.side, 0.5f, text, never);
            decoder.decode(first.latents, first.side, first.side, never);
            print("first", (System.nanoTime() - start) / 1e9);
            for (int tokens : TOKENS) {
                print("text " + tokens, median(3, () -> encode(encoder, tokens, model)));
            }
            for (int side : sides) {
                Picture picture = new Picture(model, side);
                print("step " + side, median(repeats(side), () -> picture.step(transformer, text)));
            }
            print("peak of steps", memory(PEAK));
            for (int side : sides) {
                Picture picture = new Picture(model, side);
                print("decode " + side, median(repeats(side), () -> picture.decode(decoder)));
            }
            print("peak", memory(PEAK));
            print("own", memory(OWN));
        }
    }

    /// What a picture of some size is computed with.
    private final class Picture {
        private final int side;
        private final float[] latents;

        Picture(ModelFolder model, int pixels) {
            side = pixels / model.vae().scale();
            latents = noise(model.transformer().channels() * side * side);
        }

        float[] step(Transformer transformer, float[] text) {
            return transformer.velocity(latents, side, side, 0.5f, text, never);
        }

        float[] decode(VaeDecoder decoder) {
            return decoder.decode(latents, side, side, never);
        }
    }

    private float[] noise(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private float[] encode(TextEncoder encoder, int tokens, ModelFolder model) {
        return encoder.encode(
                random.ints(tokens, 0, model.textEncoder().vocabulary()).toArray(), never);
    }

    /// Few runs if one takes long, because such times vary little.
    private static int repeats(int side) {
        return side <= 256 ? 5 : side <= 512 ? 3 : 1;
    }

    private static double median(int times, Callable<float[]> work) throws Exception {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            float[] result = work.call();
            seconds[i] = (System.nanoTime() - start) / 1e9;
            requireNumbers(result);
        }
        Arrays.sort(seconds);
        return seconds[times / 2];
    }

    /// A wrong computation may be a fast one.
    private static void requireNumbers(float[] result) {
        for (float value : result) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("the model computes " + value);
            }
        }
    }

    /// A line of this process's status in bytes, 0 where the system has no such thing.
    private static double memory(String name) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static void print(String name, double value) {
        System.out.println(name + "\t" + value);
        System.out.flush();
    }
}
