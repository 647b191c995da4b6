package dev.zimage.tasks.drawing;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.textcheck.TextCheck;
import dev.zimage.textcheck.TextCheckMode;
import dev.zimage.textcheck.TextCheckResult;
import dev.zimage.textcheck.TextCheckUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Draws the picture of a task and, with a text check, reads it and draws again while texts are
/// wrong.
final class TextCheckedDrawing {

    private final TextCheck texts;
    private final TaskOutcome outcome;
    private final TaskTraces traces;
    private final Duration timeout;
    private final BooleanSupplier stopping;

    /// The picture of a task.
    ///
    /// @param result of its text check, null when it has none
    record Drawn(GeneratedImage image, long seed, @Nullable TextCheckResult result) {}

    /// Has an engine draw.
    @FunctionalInterface
    interface Drawing {

        /// @param order see [ImageRequest.Details#order]
        GeneratedImage draw(long seed, String order)
                throws GenerationException, InterruptedException;
    }

    /// @param timeout of all attempts together
    TextCheckedDrawing(
            TextCheck texts,
            TaskOutcome outcome,
            TaskTraces traces,
            Duration timeout,
            BooleanSupplier stopping) {
        this.texts = texts;
        this.outcome = outcome;
        this.traces = traces;
        this.timeout = timeout;
        this.stopping = stopping;
    }

    /// @throws InterruptedException also when the claim no longer holds
    Drawn draw(Claim claim, RunningTask running, Drawing drawing)
            throws GenerationException, InterruptedException, TextCheckUnavailableException {
        Task task = claim.task();
        List<String> wanted = wanted(task);
        if (wanted.isEmpty()) {
            String order = task.id().toString();
            return new Drawn(drawing.draw(task.seed(), order), task.seed(), null);
        }
        return new DrawingAttempts(this, claim, running, drawing, wanted).best();
    }

    /// Counts what became of a task that has completed.
    void completed(Claim claim, Drawn drawn) {
        TextCheckResult result = drawn.result();
        if (result != null) {
            texts.completed(claim.task().model(), result);
        }
    }

    private List<String> wanted(Task task) {
        return task.textCheck() == TextCheckMode.OFF ? List.of() : texts.wanted(task.prompt());
    }

    TextCheck texts() {
        return texts;
    }

    TaskTraces traces() {
        return traces;
    }

    /// Whether there is time for another attempt that takes as long as those before it.
    boolean mayDrawAgain(Claim claim, int drawn) {
        Duration next = claim.age().dividedBy(drawn);
        return !stopping.getAsBoolean() && claim.age().plus(next).compareTo(timeout) < 0;
    }

    /// Stores what was read, so that clients see it, and a lost claim is noticed.
    void store(Claim claim, TextCheckResult result) throws InterruptedException {
        if (!outcome.read(claim, result)) {
            throw new InterruptedException("the claim no longer held after an attempt");
        }
    }
}
