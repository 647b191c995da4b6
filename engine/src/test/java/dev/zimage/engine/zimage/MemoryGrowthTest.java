package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryGrowthTest {

    private static final long MEGABYTE = 1 << 20;
    private static final long MOST_GROWTH = 20 * MEGABYTE;
    private static final int PICTURES_A_WINDOW = 20;
    private static final int MOST_WINDOWS = 8;

    @TempDir Path prepared;

    /// A picture of this size is 1.8 to 3.3 MB of floats when it is decoded, and passes through
    /// more: a leak of it would pass the bound in each window.
    @Test
    @EnabledOnOs(OS.LINUX)
    void pictures_of_changing_sizes_and_prompts_leave_nothing_behind() throws Exception {
        ZImageOptions options = TestPictures.options(Goldens.of("a"), prepared).withSteps(1);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            draw(engine, 12);
            assertThat(leastGrowth(() -> draw(engine, PICTURES_A_WINDOW))).isLessThan(MOST_GROWTH);
        }
    }

    private static Void draw(ZImageEngine engine, int pictures) throws Exception {
        for (int i = 0; i < pictures; i++) {
            int width = 384 + 16 * (i * 7 % 9);
            int height = 384 + 16 * (i * 5 % 11);
            engine.generate(
                    TestPictures.of("fox ".repeat(1 + i * 13 % 60), width, height, i),
                    ProgressListener.NONE);
        }
        return null;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pictures_two_at_once_of_alternating_sizes_leave_nothing_behind() throws Exception {
        ZImageOptions options =
                TestPictures.options(Goldens.of("a"), prepared).withSteps(1).withAtOnce(2);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            drawTwoAtOnce(engine, 12);
            assertThat(leastGrowth(() -> drawTwoAtOnce(engine, PICTURES_A_WINDOW)))
                    .isLessThan(MOST_GROWTH);
        }
    }

    /// The growth, in bytes, over the window of pictures in which memory grew least. A leak grows
    /// in every window; the compiler, the collector and the C library take memory in some of them.
    private static long leastGrowth(Callable<Void> window) throws Exception {
        long least = Long.MAX_VALUE;
        long before = nativeMemory();
        for (int i = 0; i < MOST_WINDOWS && least >= MOST_GROWTH; i++) {
            window.call();
            long after = nativeMemory();
            least = Math.min(least, after - before);
            before = after;
        }
        System.out.printf("Least growth in a window: %+d kB%n", least / 1024);
        return least;
    }

    private static Void drawTwoAtOnce(ZImageEngine engine, int pictures) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            Callable<Void> worker =
                    () -> {
                        for (int i = next.getAndIncrement();
                                i < pictures;
                                i = next.getAndIncrement()) {
                            int side = i % 2 == 0 ? 512 : 256;
                            engine.generate(
                                    TestPictures.of("fox " + i, side, 768 - side, i),
                                    ProgressListener.NONE);
                        }
                        return null;
                    };
            for (Future<Void> done : workers.invokeAll(List.of(worker, worker))) {
                done.get();
            }
        }
        return null;
    }

    /// What the process has of its own, without the Java heap.
    private static long nativeMemory() throws Exception {
        fillYoungGeneration();
        System.gc();
        giveFreeMemoryBack();
        long anonymous =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("RssAnon"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElseThrow();
        return anonymous - Runtime.getRuntime().totalMemory();
    }

    /// So that the system has given all of it, and the heap's part is the same each time.
    private static void fillYoungGeneration() {
        long touched = 0;
        while (touched < Runtime.getRuntime().totalMemory()) {
            touched += new byte[(int) MEGABYTE].length;
        }
    }

    /// The C library keeps freed memory for later; this gives it back to the system.
    private static void giveFreeMemoryBack() throws Exception {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "systemTrimNativeHeap",
                        new Object[0],
                        new String[0]);
    }
}
