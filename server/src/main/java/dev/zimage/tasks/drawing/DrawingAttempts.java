package dev.zimage.tasks.drawing;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.drawing.TextCheckedDrawing.Drawing;
import dev.zimage.tasks.drawing.TextCheckedDrawing.Drawn;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.textcheck.TextCheckMode;
import dev.zimage.textcheck.TextCheckResult;
import dev.zimage.textcheck.TextCheckUnavailableException;
import dev.zimage.textcheck.TextFinding;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pictures that are drawn of one task until its texts are right.
final class DrawingAttempts {

    private static final Logger log = LoggerFactory.getLogger(DrawingAttempts.class);

    private final TextCheckedDrawing checked;
    private final Claim claim;
    private final RunningTask running;
    private final Drawing drawing;
    private final List<String> wanted;
    private final int most;
    private final SplittableRandom seeds;

    /// A picture and what it has of the wanted texts.
    private record Read(GeneratedImage image, long seed, TextFinding finding) {}

    /// @param wanted texts, at least one
    DrawingAttempts(
            TextCheckedDrawing checked,
            Claim claim,
            RunningTask running,
            Drawing drawing,
            List<String> wanted) {
        this.checked = checked;
        this.claim = claim;
        this.running = running;
        this.drawing = drawing;
        this.wanted = wanted;
        this.most =
                claim.task().textCheck() == TextCheckMode.RETRY ? checked.texts().attempts() : 1;
        // Another worker that begins anew draws the same pictures.
        this.seeds = new SplittableRandom(claim.task().seed());
    }

    /// Draws until the texts are right or no attempt is left; the best picture stays.
    Drawn best() throws GenerationException, InterruptedException, TextCheckUnavailableException {
        Task task = claim.task();
        Read best = attempt(1, task.seed());
        int drawn = 1;
        checked.store(claim, new TextCheckResult(best.finding, drawn));
        while (!best.finding.isExact() && drawn < most && checked.mayDrawAgain(claim, drawn)) {
            drawn++;
            best = better(best, drawn);
            checked.store(claim, new TextCheckResult(best.finding, drawn));
        }
        return new Drawn(best.image, best.seed, new TextCheckResult(best.finding, drawn));
    }

    /// An attempt that fails keeps the picture of an earlier one.
    private Read better(Read best, int number) throws InterruptedException {
        try {
            Read next = attempt(number, seeds.nextLong(ImageRequest.MAX_SEED + 1));
            return next.finding.isBetterThan(best.finding) ? next : best;
        } catch (GenerationException | TextCheckUnavailableException e) {
            log.warn("{}: attempt {} failed", claim.task().id(), number, e);
            return best;
        }
    }

    private Read attempt(int number, long seed)
            throws GenerationException, InterruptedException, TextCheckUnavailableException {
        Task task = claim.task();
        running.within(begin(number), begin(number + 1));
        String order = number == 1 ? task.id().toString() : task.id() + "-" + number;
        GeneratedImage image = drawing.draw(seed, order);
        checked.texts().drawn(task.model());
        try (TaskTraces.Running _ = checked.traces().part("zimage.text.check")) {
            return new Read(image, seed, checked.texts().look(image.pixels(), wanted));
        }
    }

    /// Where the progress of an attempt begins: each has half of what is left, because the first
    /// ones are usually enough.
    private double begin(int number) {
        return most == 1 ? number - 1 : 1 - Math.scalb(1.0, 1 - number);
    }
}
