package dev.zimage.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The machine that was measured.
///
/// @param load average of the last minute when the benchmarks began: above the idle machine's, the
///   figures are those of a busy one
public record Machine(
        String processor, int cores, long memoryMib, String jdk, String system, double load) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    public static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory =
                system instanceof com.sun.management.OperatingSystemMXBean detailed
                        ? detailed.getTotalMemorySize() >> 20
                        : 0;
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                system.getSystemLoadAverage());
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(Machine::architecture);
        } catch (IOException e) {
            return architecture();
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch");
    }

    List<String> lines() {
        return List.of(
                "- processor: " + processor + ", " + cores + " cores, " + memoryMib + " MiB",
                "- " + system + ", " + jdk,
                String.format(Locale.ROOT, "- load average before: %.2f", load));
    }
}
