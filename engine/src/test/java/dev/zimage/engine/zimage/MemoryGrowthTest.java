package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryGrowthTest {

    private static final long MEGABYTE = 1 << 20;
    private static final long MOST_GROWTH = 120 * MEGABYTE;

    @TempDir Path prepared;

    /// A picture of this size is 1.8 to 3.3 MB of floats when it is decoded, and passes through
    /// more: a leak of it in each of 60 pictures would pass the bound. The C library's free room
    /// varies by less.
    @Test
    @EnabledOnOs(OS.LINUX)
    void pictures_of_changing_sizes_and_prompts_leave_nothing_behind() throws Exception {
        ZImageOptions options = TestPictures.options(Goldens.of("a"), prepared).withSteps(1);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            draw(engine, 12);
            long before = nativeMemory();
            draw(engine, 60);
            long after = leastNativeMemory(() -> draw(engine, 4));
            assertThat(after - before).isLessThan(MOST_GROWTH);
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
    void fifty_pictures_two_at_once_of_alternating_sizes_leave_nothing_behind() throws Exception {
        ZImageOptions options =
                TestPictures.options(Goldens.of("a"), prepared).withSteps(1).withAtOnce(2);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            drawTwoAtOnce(engine, 20);
            long before = nativeMemory();
            drawTwoAtOnce(engine, 50);
            long after = leastNativeMemory(() -> drawTwoAtOnce(engine, 4));
            System.out.printf("50 pictures, two at once: %+d kB%n", (after - before) / 1024);
            assertThat(after - before).isLessThan(MOST_GROWTH);
        }
    }

    /// Threads that end leave the C library room that it gives to later ones, so that the measure
    /// goes up and down: the least of a few.
    private static long leastNativeMemory(Callable<Void> drawing) throws Exception {
        long least = nativeMemory();
        for (int i = 0; i < 3; i++) {
            drawing.call();
            least = Math.min(least, nativeMemory());
        }
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
    private static long nativeMemory() throws IOException {
        fillYoungGeneration();
        System.gc();
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
}
