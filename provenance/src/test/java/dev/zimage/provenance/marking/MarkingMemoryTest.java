package dev.zimage.provenance.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.picture.SamplePictures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Marking a picture must not take more memory than drawing it leaves.
final class MarkingMemoryTest {

    private static final int SIDE = 1024;
    private static final int BYTES_A_PIXEL = 4;

    /// The first rounds load classes.
    private static final int ROUNDS = 4;

    private static final Marks ALL = new Marks(true, true, true, true, "", false);
    private static final GenerationParameters DRAWN =
            new GenerationParameters(
                    GenerationParameters.Origin.MODEL, "ab".repeat(32), "int8", 8, 0, "");

    @TempDir private Path folder;

    private interface Work {
        void run() throws IOException;
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void all_marks_together_take_at_most_twice_the_memory_of_the_pixels(ImageFormat format)
            throws IOException {
        SigningIdentity identity =
                SigningIdentity.open(
                        new IdentityFile(folder), Clock.systemUTC(), new SecureRandom());
        PictureMarker marker =
                new PictureMarker(ALL, Optional.of(identity), "zimage test", Clock.systemUTC());
        GeneratedImage image = new GeneratedImage(SamplePictures.poster(SIDE, SIDE, 1), DRAWN);
        PictureOrder order = new PictureOrder("task_1", "z-image", "z-image", 7, "a boat");

        long marked =
                allocated(() -> {
                    var _ = marker.mark(image, format, order);
                    var _ = marker.fingerprint(image);
                });
        long encoded =
                allocated(() -> {
                    var _ = PictureEncoder.encode(image.pixels(), format);
                });

        assertThat(marked - encoded).isLessThanOrEqualTo(2L * BYTES_A_PIXEL * SIDE * SIDE);
    }

    /// What the last of several rounds allocates, which is no less than what it holds at once.
    private static long allocated(Work work) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return allocated;
    }
}
