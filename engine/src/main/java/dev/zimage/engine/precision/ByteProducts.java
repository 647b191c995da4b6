package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the processor has instructions that add products of bytes into 32-bit sums.
///
/// On x86-64 a product is computed that comes out wrong without them. The processor's flags would
/// be those of the host, in an emulator too, and do not say which instructions the runtime uses.
final class ByteProducts {

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    /// Dot products and matrices on ARM, as Linux names them.
    private static final Set<String> FLAGS = Set.of("asimddp", "i8mm");

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern WORDS = Pattern.compile("\\s+");

    private static final int SIDE = 64;

    private ByteProducts() {}

    /// Found once a process, and only when it is needed: the product starts the runtime.
    private static final class Known {
        static final boolean AVAILABLE = onX86() ? isExact() : isListed();
    }

    static boolean onX86() {
        return X86_64.contains(System.getProperty("os.arch", ""));
    }

    static boolean available() {
        return Known.AVAILABLE;
    }

    /// Multiplies matrices of the largest bytes. Without such instructions two products are added
    /// in 16 bits, which cannot hold their sum.
    private static boolean isExact() {
        Graph graph = new Graph("byte_products");
        Value left = graph.input("left", ElementType.FLOAT, SIDE, SIDE);
        Value right = graph.input("right", ElementType.FLOAT, SIDE, SIDE);
        Value product =
                graph.node(
                        graph.unused("product"),
                        "MatMulInteger",
                        List.of(left.cast(ElementType.UINT8), right.cast(ElementType.INT8)));
        graph.output("sums", product.cast(ElementType.FLOAT), ElementType.FLOAT, SIDE, SIDE);
        try (Session session =
                Session.load("byte products", graph, RuntimeOptions.withThreads(1))) {
            Map<String, Input> inputs = Map.of("left", filled(255), "right", filled(127));
            float[] sums = session.run(inputs, new Cancellation());
            float[] expected = new float[SIDE * SIDE];
            Arrays.fill(expected, 255f * 127 * SIDE);
            return Arrays.equals(sums, expected);
        }
    }

    private static Input filled(float value) {
        float[] values = new float[SIDE * SIDE];
        Arrays.fill(values, value);
        return Input.of(values, SIDE, SIDE);
    }

    private static boolean isListed() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return System.getProperty("os.arch", "").equals("aarch64"); // all have dot products
        }
        try (Stream<String> lines = Files.lines(LINUX)) {
            return lines.filter(line -> line.startsWith("Features"))
                    .flatMap(WORDS::splitAsStream)
                    .anyMatch(FLAGS::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
