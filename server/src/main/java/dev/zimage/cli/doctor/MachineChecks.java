package dev.zimage.cli.doctor;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The JDK, the machine and its clock.
final class MachineChecks {

    private static final int OLDEST_JAVA = 25;
    private static final long LEAST_HEAP = 256L << 20;
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private MachineChecks() {}

    static List<Check> all(Clock clock) {
        return List.of(java(), machine(), clock(clock));
    }

    private static Check java() {
        String found =
                "%s, %s, in %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home"));
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Check.ok("java", found)
                : Check.fail("java", found, "install a JDK " + OLDEST_JAVA + " or newer");
    }

    private static Check machine() {
        long heap = Runtime.getRuntime().maxMemory();
        String found =
                "%d processors, %s memory, of which Java takes up to %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                ByteSize.text(memory()),
                                ByteSize.text(heap));
        return heap >= LEAST_HEAP
                ? Check.ok("machine", found)
                : Check.warn(
                        "machine",
                        found,
                        "give Java at least 256 MiB with ZIMAGE_JAVA_OPTS=-Xmx256m");
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static Check clock(Clock clock) {
        Instant now = clock.instant();
        return now.isBefore(WRITTEN)
                ? Check.fail(
                        "clock",
                        "it is " + now + ", before this program was written",
                        "set the clock; keys and links expire by it")
                : Check.ok("clock", "it is " + now.truncatedTo(ChronoUnit.SECONDS));
    }
}
