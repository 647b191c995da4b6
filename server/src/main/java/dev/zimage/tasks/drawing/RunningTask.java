package dev.zimage.tasks.drawing;

import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.queue.Claim;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A claim that a thread of this process works on. Whoever interrupts the thread has settled the
/// task's fate in the database before, so the thread only has to stop.
final class RunningTask implements ProgressListener, PreviewListener {

    private static final Logger log = LoggerFactory.getLogger(RunningTask.class);

    private final Claim claim;
    private final Thread thread;
    private final DrawingListener listener;
    private final Consumer<Duration> steps;
    private final Clock clock;
    private volatile double progress;
    private double from;
    private double to = 1;
    private volatile @Nullable Instant begun;
    private int lastStep;
    private long lastStepAt;
    private boolean finished;

    /// @param steps is told how long each step took
    RunningTask(
            Claim claim,
            Thread thread,
            DrawingListener listener,
            Consumer<Duration> steps,
            Clock clock) {
        this.claim = claim;
        this.thread = thread;
        this.listener = listener;
        this.steps = steps;
        this.clock = clock;
        this.begun = claim.task().startedAt();
    }

    Claim claim() {
        return claim;
    }

    /// How far it is.
    TaskProgress progress() {
        return new TaskProgress(progress, begun);
    }

    /// Several threads may have a task each at an engine that has room for one.
    @Override
    public void waiting(boolean waits) {
        begun = waits ? null : clock.instant();
        listener.progressed(claim.task().id(), progress());
    }

    /// The next steps lead from one fraction of the whole to another.
    void within(double begin, double end) {
        from = begin;
        to = end;
    }

    @Override
    public void step(int done, int total) {
        progress = from + (to - from) * done / total;
        listener.progressed(claim.task().id(), progress());
        time(done);
    }

    /// Not the first step: all that comes before it is in its time.
    private void time(int done) {
        long now = System.nanoTime();
        if (lastStep > 0 && done == lastStep + 1) {
            steps.accept(Duration.ofNanos(now - lastStepAt));
        }
        lastStep = done;
        lastStepAt = now;
    }

    /// Nobody sees anything of a picture that has to pass the content check before it has.
    @Override
    public boolean isWanted() {
        return !claim.task().isChecked() && listener.wantsPreview(claim.task().id());
    }

    @Override
    public void preview(int step, BufferedImage picture) {
        listener.previewed(claim.task().id(), picture);
    }

    @Override
    public void failed(Throwable reason) {
        log.warn("{} goes on without previews: one failed", claim.task().id(), reason);
    }

    /// Interrupts the thread, unless it is done with this task.
    synchronized void interrupt() {
        if (!finished) {
            thread.interrupt();
        }
    }

    /// Called by the thread when it is done; an interrupt that came for this task is forgotten.
    synchronized void finish() {
        finished = true;
        Thread.interrupted();
    }
}
