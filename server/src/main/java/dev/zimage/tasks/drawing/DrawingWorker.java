package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.Readiness;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.moderation.CheckUnavailableException;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.moderation.Objection;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.WakeSignal;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that takes tasks for one engine, draws them, stores the pictures and ends the tasks.
/// It owns nothing: a kill at any point leaves a claim that runs out, and perhaps a file that the
/// next attempt replaces.
final class DrawingWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DrawingWorker.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final String name;
    private final ImageEngine engine;
    private final Workers workers;
    private final TaskQueue queue;
    private final MediaStore media;
    private final ContentCheck content;
    private final DiskGuard disk;
    private final WakeSignal doorbell;
    private final TaskTraces traces;

    DrawingWorker(
            String name,
            ImageEngine engine,
            Workers workers,
            TaskQueue queue,
            MediaStore media,
            ContentCheck content,
            DiskGuard disk,
            WakeSignal doorbell,
            TaskTraces traces) {
        this.name = name;
        this.engine = engine;
        this.workers = workers;
        this.queue = queue;
        this.media = media;
        this.content = content;
        this.disk = disk;
        this.doorbell = doorbell;
        this.traces = traces;
    }

    @Override
    public void run() {
        while (!workers.isStopping()) {
            try {
                Optional<Claim> claim = next();
                if (claim.isPresent()) {
                    work(claim.get());
                } else {
                    doorbell.await(IDLE);
                }
            } catch (InterruptedException e) {
                // Only a stop interrupts between tasks, and the loop looks for it.
            } catch (StorageException e) {
                log.error("worker {} could take no task; trying again", name, e);
                disk.writeFailed(e);
                pause();
            } catch (RuntimeException | Error e) {
                log.error("worker {} goes on after an unexpected failure", name, e);
                pause();
            }
        }
    }

    private Optional<Claim> next() {
        return engine.readiness() instanceof Readiness.Ready && disk.mayDraw()
                ? queue.claim(engine.name(), name)
                : Optional.empty();
    }

    private void work(Claim claim) {
        RunningTask running = workers.begin(claim);
        boolean completed = false;
        try (TaskTraces.Running _ = traces.begin(claim)) {
            completed = draw(claim, running);
        } catch (InterruptedException e) {
            log.info("stopped {}", claim.task().id());
        } finally {
            workers.end(running);
        }
        if (!completed) {
            workers.discardIfFailed(claim.task(), key(claim.task()));
        }
    }

    /// @return whether the task has its picture
    private boolean draw(Claim claim, RunningTask running) throws InterruptedException {
        Task task = claim.task();
        try {
            GeneratedImage image = generate(task, running);
            Optional<Objection> objection = objection(task, image);
            if (objection.isPresent()) {
                refuse(claim, objection.get());
                return false;
            }
            store(task, image);
            return complete(claim, image);
        } catch (CheckUnavailableException e) {
            stopIfInterrupted();
            log.error("{}: the picture could not be checked, and is not let through", task.id(), e);
            fail(claim, failed("The content check could not be run."));
        } catch (GenerationException e) {
            log.warn("{} failed: {}", task.id(), e.getMessage(), e);
            fail(claim, failureOf(e));
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("stopped while the picture was stored");
        } catch (IOException e) {
            log.error("{}: the picture could not be stored", task.id(), e);
            disk.writeFailed(e);
            fail(claim, failed("The picture could not be stored."));
        } catch (OutOfMemoryError e) {
            log.error("{} ran out of memory", task.id(), e);
            fail(claim, failureOf(ErrorCode.GENERATION_OUT_OF_MEMORY, "Not enough memory."));
        } catch (RuntimeException | Error e) {
            log.error("{} failed unexpectedly", task.id(), e);
            fail(claim, failed("The generation failed."));
        }
        return false;
    }

    private Optional<Objection> objection(Task task, GeneratedImage image)
            throws CheckUnavailableException {
        return task.isChecked() ? content.ofPicture(image.bytes()) : Optional.empty();
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while the picture was checked");
        }
    }

    private void refuse(Claim claim, Objection objection) {
        Failure failure = new Failure(ErrorCode.CONTENT_REFUSED, objection.message());
        if (fail(claim, failure)) {
            content.refused(String.valueOf(claim.task().checkedUnder()), objection);
        }
    }

    private GeneratedImage generate(Task task, RunningTask running)
            throws GenerationException, InterruptedException {
        try (TaskTraces.Running _ = traces.part("zimage.generate")) {
            return engine.generate(
                    new ImageRequest(task.prompt(), task.size(), task.seed(), task.format()),
                    running,
                    running);
        }
    }

    private void store(Task task, GeneratedImage image) throws IOException {
        try (TaskTraces.Running _ = traces.part("zimage.store")) {
            media.store(key(task), image.bytes());
        }
    }

    private boolean complete(Claim claim, GeneratedImage image) {
        boolean completed = untilStored(() -> queue.complete(claim, image));
        if (!completed) {
            log.info("{} was no longer ours when its picture was done", claim.task().id());
        }
        return completed;
    }

    private boolean fail(Claim claim, Failure failure) {
        traces.failed(failure);
        boolean failed = untilStored(() -> queue.fail(claim, failure));
        if (!failed) {
            log.info("{} was no longer ours when it failed", claim.task().id());
        }
        return failed;
    }

    /// The end of a task must get into the database, if need be once the disk has room again. Until
    /// then the claim is renewed as if the task were running; when the server stops first, the task
    /// is taken up again after the next start.
    private boolean untilStored(BooleanSupplier end) {
        while (true) {
            try {
                return end.getAsBoolean();
            } catch (StorageException e) {
                log.error("the end of a task could not be stored; trying again", e);
                disk.writeFailed(e);
                if (workers.isStopping()) {
                    return false;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MediaKey key(Task task) {
        return new MediaKey(task.id().hex(), 0, task.format());
    }

    private static Failure failureOf(GenerationException e) {
        return switch (e.kind()) {
            case FAILED -> failed("The generation failed.");
            case OUT_OF_MEMORY ->
                    failureOf(ErrorCode.GENERATION_OUT_OF_MEMORY, "Not enough memory.");
        };
    }

    private static Failure failed(String what) {
        return failureOf(ErrorCode.GENERATION_FAILED, what);
    }

    private static Failure failureOf(ErrorCode code, String what) {
        return new Failure(code, what + " Its credits were given back; submit it again.");
    }
}
