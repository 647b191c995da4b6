package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder with a weight that is prepared into another folder.
final class PublishedLinear {

    /// Its name on this kind of processor.
    static final String FILE = "part." + ByteLevels.fast().id() + ".weights";

    private static final int OUTPUTS = 70;
    private static final int INPUTS = 130;

    private final Path published;
    private final Path kept;
    private final AtomicInteger made = new AtomicInteger();

    PublishedLinear(Path published, Path kept) throws IOException {
        this.published = published;
        this.kept = kept;
        publish(1);
    }

    /// Publishes values by a seed.
    void publish(int seed) throws IOException {
        int bytes = OUTPUTS * INPUTS * 2;
        byte[] header =
                "{\"linear.weight\":{\"dtype\":\"BF16\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
                        .formatted(OUTPUTS, INPUTS, bytes)
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        Random random = new Random(seed);
        while (file.hasRemaining()) {
            int bits = Float.floatToIntBits((float) random.nextGaussian());
            file.putShort((short) (bits >>> 16));
        }
        Files.write(published.resolve("model.safetensors"), file.array());
    }

    /// How often the file was made.
    AtomicInteger made() {
        return made;
    }

    void prepare() throws IOException {
        prepare((_, done, all) -> {
            if (done == all) {
                made.incrementAndGet();
            }
        });
    }

    void prepare(PreparationListener listener) throws IOException {
        try (Weights weights = Weights.open(published)) {
            Graph graph = new Graph("part");
            WeightFile plan = new WeightFile("part", Precision.INT8, weights);
            LinearLayers linears = new LinearLayers(Precision.INT8, plan);
            linears.apply("linear", graph.input("x", ElementType.FLOAT, 1, "tokens", INPUTS));
            new PreparedFolder(kept, listener).prepare(plan);
        }
    }
}
