package dev.zimage.engine.precision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the processor has instructions that add products of bytes into 32-bit sums.
final class ByteProducts {

    /// As Linux names them: x86 VNNI of both widths, and dot products and matrices on ARM.
    private static final Set<String> FLAGS =
            Set.of("avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm");

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern WORDS = Pattern.compile("\\s+");

    private ByteProducts() {}

    static boolean available() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "");
        if (system.startsWith("mac")) {
            return processor.equals("aarch64"); // all of Apple's have dot products
        }
        return Files.isReadable(LINUX) && named(LINUX);
    }

    private static boolean named(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .flatMap(WORDS::splitAsStream)
                    .anyMatch(FLAGS::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
