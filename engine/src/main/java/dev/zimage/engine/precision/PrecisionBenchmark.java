package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Session.Matrices;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/// Computes a small feed-forward layer in several precisions, as the transformer does with larger
/// ones, and measures each.
///
/// One thread computes, and its processor time counts, so that other work on the machine changes
/// little. The precisions take turns, so that what it does change concerns all.
final class PrecisionBenchmark {

    /// Those that `auto` chooses from. `fp32` takes four times the memory, and `q4` is less exact.
    static final List<Precision> CANDIDATES = List.of(Precision.INT8, Precision.Q8);

    private static final int TOKENS = 256;
    private static final int NARROW = 1536;
    private static final int WIDE = 4096;
    private static final int ROUNDS = 7;

    /// Rounds that are measured even where they take longer than they should.
    private static final int LEAST_ROUNDS = 3;

    private static final long ENOUGH_NANOS = 1_000_000_000;
    private static final String WIDENING = "widening";
    private static final String NARROWING = "narrowing";

    private PrecisionBenchmark() {}

    /// Measures this machine, which takes about a second.
    static PrecisionTimes run(ProcessorId host) throws IOException {
        Path folder = Files.createTempDirectory("zimage-speed");
        Map<Precision, Session> sessions = new LinkedHashMap<>();
        try {
            Path file = writeWeights(folder.resolve("weights.safetensors"));
            for (Precision precision : CANDIDATES) {
                sessions.put(precision, session(precision, file, folder));
            }
            return new PrecisionTimes(host, measure(sessions));
        } finally {
            sessions.values().forEach(Session::close);
            delete(folder);
        }
    }

    private static Map<Precision, Double> measure(Map<Precision, Session> sessions) {
        Map<String, Input> tokens = Map.of("x", Input.of(tokens(), 1, TOKENS, NARROW));
        Map<Precision, List<Long>> times = new EnumMap<>(Precision.class);
        sessions.forEach((precision, session) -> {
            run(session, tokens); // the first run is slower
            times.put(precision, new ArrayList<>());
        });
        long began = System.nanoTime();
        for (int round = 0; round < ROUNDS && !isEnough(round, began); round++) {
            times.forEach((precision, each) ->
                    each.add(run(Objects.requireNonNull(sessions.get(precision)), tokens)));
        }
        Map<Precision, Double> medians = new EnumMap<>(Precision.class);
        times.forEach((precision, each) -> medians.put(precision, median(each) / 1e6));
        return medians;
    }

    private static boolean isEnough(int rounds, long began) {
        return rounds >= LEAST_ROUNDS && System.nanoTime() - began > ENOUGH_NANOS;
    }

    /// @return nanoseconds that the thread computed, at least 1
    private static long run(Session session, Map<String, Input> tokens) {
        long began = now();
        session.run(tokens, new Cancellation());
        return Math.max(1, now() - began);
    }

    private static long now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static Session session(Precision precision, Path file, Path folder) throws IOException {
        try (Weights weights = Weights.openFile(file)) {
            WeightFile plan = new WeightFile("speed", precision, weights);
            LinearLayers layers = new LinearLayers(precision, plan);
            Graph graph = new Graph("speed_" + precision.id());
            Value x = graph.input("x", ElementType.FLOAT, 1, TOKENS, NARROW);
            Value y = layers.apply(NARROWING, layers.apply(WIDENING, x).silu());
            graph.output("y", y, ElementType.FLOAT, 1, TOKENS, NARROW);
            Path prepared = new PreparedFolder(folder, PreparationListener.NONE).prepare(plan);
            return Session.load(
                    "speed", graph, prepared, Matrices.PACKED, RuntimeOptions.withThreads(1));
        }
    }

    private static float[] tokens() {
        Random random = new Random(1);
        float[] values = new float[TOKENS * NARROW];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /// Small numbers of both signs in bf16: the speed does not depend on them.
    private static Path writeWeights(Path file) throws IOException {
        int values = NARROW * WIDE;
        byte[] header =
                """
                {"%s.weight":{"dtype":"BF16","shape":[%d,%d],"data_offsets":[0,%d]},\
                "%s.weight":{"dtype":"BF16","shape":[%d,%d],"data_offsets":[%d,%d]}}\
                """
                        .formatted(
                                WIDENING,
                                WIDE,
                                NARROW,
                                2 * values,
                                NARROWING,
                                NARROW,
                                WIDE,
                                2 * values,
                                4 * values)
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + header.length + 4 * values)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header);
        Random random = new Random(2);
        while (bytes.hasRemaining()) {
            float value = (random.nextFloat() - 0.5f) / 16;
            bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
        }
        return Files.write(file, bytes.array());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
