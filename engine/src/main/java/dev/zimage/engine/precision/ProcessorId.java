package dev.zimage.engine.precision;

import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.weights.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the speed of products of matrices depends on. A measurement holds as long as none of it
/// changes.
///
/// @param processor its name, as the system gives it
/// @param features digest of the instructions that it has; two virtual machines on processors of
///   one name can be given different ones
/// @param java version of the Java runtime
/// @param runtime version of ONNX Runtime
record ProcessorId(String processor, String features, String java, String runtime) {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final List<String> NAMES = List.of("model name", "CPU part");
    private static final List<String> FEATURES =
            List.of("flags", "Features", "vendor_id", "cpu family", "model", "CPU part");
    private static final int DIGITS = 12;

    ProcessorId {
        Objects.requireNonNull(processor);
        Objects.requireNonNull(features);
        Objects.requireNonNull(java);
        Objects.requireNonNull(runtime);
    }

    /// Of this machine. Does not start ONNX Runtime.
    static ProcessorId here() {
        List<String> lines = firstOfCpuinfo();
        return new ProcessorId(
                name(lines),
                digest(lines.stream().filter(line -> FEATURES.contains(key(line))).toList()),
                Runtime.version().toString(),
                Session.runtimeVersion());
    }

    /// Of the file that a measurement is kept in. A folder that machines share has one for each
    /// kind of processor.
    String digits() {
        return digest(List.of(processor, features));
    }

    /// The lines of the first processor; empty on systems other than Linux.
    private static List<String> firstOfCpuinfo() {
        List<String> first = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(LINUX)) {
                if (line.isBlank()) {
                    break;
                }
                first.add(line);
            }
        } catch (IOException e) {
            return List.of();
        }
        return first;
    }

    private static String name(List<String> lines) {
        return lines.stream()
                .filter(line -> NAMES.contains(key(line)))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseGet(ProcessorId::nameElsewhere);
    }

    private static String nameElsewhere() {
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? System.getProperty("os.arch", "unknown") : windows;
    }

    private static String key(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }

    private static String digest(List<String> parts) {
        byte[] bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        return ContentHash.hex(bytes).substring(0, DIGITS);
    }
}
