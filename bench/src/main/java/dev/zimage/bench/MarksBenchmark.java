package dev.zimage.bench;

import com.sun.management.ThreadMXBean;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.provenance.marking.Marks;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.provenance.marking.PictureOrder;
import dev.zimage.sketch.SketchEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The marks of a megapixel picture on one thread: what they add to its encoding, in time and in
/// memory.
final class MarksBenchmark implements Benchmark {

    private static final ImageSize SQUARE = new ImageSize(1024, 1024);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Target TIME = new Target.Below(Quantity.millis(60));
    private static final Marks ALL = new Marks(true, true, true, true, "", false);
    private static final PictureOrder ORDER = new PictureOrder("task_1", "z-image", "bench", 7, "");

    @Override
    public String name() {
        return "marks";
    }

    @Override
    public String description() {
        return "all marks of a megapixel picture on one thread";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        Clock clock = Clock.systemUTC();
        SigningIdentity identity = SigningIdentity.once(clock, new SecureRandom());
        PictureMarker marker = new PictureMarker(ALL, Optional.of(identity), "zimage bench", clock);
        GeneratedImage picture = picture();
        List<Figure> figures = new ArrayList<>();
        for (ImageFormat format : ImageFormat.values()) {
            stage.say("marks: " + format.label());
            rounds(marker, picture, format, stage.plan().pictures());
            figures.addAll(rounds(marker, picture, format, stage.plan().pictures()));
        }
        return figures;
    }

    private static GeneratedImage picture() throws Exception {
        try (SketchEngine engine = new SketchEngine()) {
            return engine.generate(
                    new ImageRequest("a lighthouse on a cliff at dusk, waves", SQUARE, 7),
                    ProgressListener.NONE);
        }
    }

    /// Each round marks pixels of its own, and encodes the same without marks beside it.
    private static List<Figure> rounds(
            PictureMarker marker, GeneratedImage picture, ImageFormat format, int rounds)
            throws IOException {
        Samples times = new Samples();
        Samples memory = new Samples();
        for (int i = 0; i < rounds; i++) {
            GeneratedImage copy = new GeneratedImage(copy(picture.pixels()), picture.parameters());
            long allocatedBefore = allocated();
            long start = processorTime();
            marker.mark(copy, format, ORDER);
            var _ = Fingerprint.of(copy.pixels());
            long marked = processorTime();
            long allocatedMarking = allocated();
            PictureEncoder.encode(copy.pixels(), format);
            long encoded = processorTime();
            times.add((marked - start - (encoded - marked)) / 1e6);
            memory.add(
                    (allocatedMarking - allocatedBefore - (allocated() - allocatedMarking)) / 1e6);
        }
        String what = "marks of " + SQUARE + " " + format.label();
        return List.of(
                Figure.of(what + ", processor time", Quantity.millis(times.median())).withBar(TIME),
                Figure.of(what + ", allocated in all", Quantity.megabytes(memory.median())));
    }

    private static BufferedImage copy(BufferedImage pixels) {
        BufferedImage copy =
                new BufferedImage(pixels.getWidth(), pixels.getHeight(), pixels.getType());
        pixels.copyData(copy.getRaster());
        return copy;
    }

    /// That of this thread: the machine may have other work.
    private static long processorTime() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /// Everything that this thread has ever allocated, also what is gone.
    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
