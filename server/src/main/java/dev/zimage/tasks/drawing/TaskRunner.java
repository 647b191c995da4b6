package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.errors.ErrorCode;
import dev.zimage.moderation.CheckUnavailableException;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.textcheck.TextCheckUnavailableException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws the picture of a claimed task, checks, marks and stores it, and ends the task. It owns
/// nothing: a kill at any point leaves a claim that expires, and perhaps a file that the next
/// attempt replaces.
final class TaskRunner {

    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    private final RunningTasks running;
    private final TaskOutcome outcome;
    private final TextCheckedDrawing drawing;
    private final PictureMarking marking;
    private final PictureFiles pictures;
    private final ContentCheck content;
    private final TaskTraces traces;

    TaskRunner(
            RunningTasks running,
            TaskOutcome outcome,
            TextCheckedDrawing drawing,
            PictureMarking marking,
            PictureFiles pictures,
            ContentCheck content,
            TaskTraces traces) {
        this.running = running;
        this.outcome = outcome;
        this.drawing = drawing;
        this.marking = marking;
        this.pictures = pictures;
        this.content = content;
        this.traces = traces;
    }

    /// Draws on the calling thread.
    void run(Claim claim, ImageEngine engine) {
        RunningTask task = running.begin(claim);
        boolean completed = false;
        try (TaskTraces.Running _ = traces.begin(claim)) {
            completed = draw(claim, engine, task);
        } catch (InterruptedException e) {
            log.info("stopped {}", claim.task().id());
        } finally {
            running.end(task);
        }
        if (!completed) {
            pictures.discardUnwanted(claim.task());
        }
    }

    /// @return whether the task has its picture
    private boolean draw(Claim claim, ImageEngine engine, RunningTask running)
            throws InterruptedException {
        Task task = claim.task();
        try {
            List<BufferedImage> edited = pictures.edited(task.id());
            TextCheckedDrawing.Drawn drawn =
                    drawing.draw(
                            claim,
                            running,
                            (seed, order) -> generate(task, seed, order, edited, engine, running));
            GeneratedImage image = drawn.image();
            Optional<PolicyViolation> objection = objection(task, image);
            if (objection.isPresent()) {
                refuse(claim, objection.get());
                return false;
            }
            FinishedPicture picture = marking.mark(task, engine, image, drawn.seed());
            store(claim, picture.file());
            pictures.storeThumbnail(task, image);
            return complete(running, drawn, picture);
        } catch (CheckUnavailableException e) {
            stopIfInterrupted();
            log.error("{}: the picture could not be checked and is withheld", task.id(), e);
            outcome.fail(claim, GenerationFailures.failed("The content check could not be run."));
        } catch (TextCheckUnavailableException e) {
            log.error("{}: the texts of the picture could not be read", task.id(), e);
            outcome.fail(claim, GenerationFailures.failed("The text check could not be run."));
        } catch (GenerationException e) {
            end(claim, e);
        } catch (IOException e) {
            log.error("{}: the picture could not be stored", task.id(), e);
            outcome.fail(claim, GenerationFailures.failed("The picture could not be stored."));
        } catch (StorageException e) {
            end(claim, e);
        } catch (OutOfMemoryError e) {
            log.error("{} ran out of memory", task.id(), e);
            outcome.fail(claim, GenerationFailures.OUT_OF_MEMORY);
        } catch (RuntimeException | Error e) {
            log.error("{} failed unexpectedly", task.id(), e);
            outcome.fail(claim, GenerationFailures.failed("The generation failed."));
        }
        return false;
    }

    private void end(Claim claim, GenerationException e) {
        switch (e.kind()) {
            case UNAVAILABLE -> {
                log.info("{} waits until its engine can be reached", claim.task().id());
                outcome.postpone(claim);
                return;
            }
            // What another server did is in the log of its engine; a trace would tell no more.
            case REFUSED, REMOTE_FAILED, REMOTE_TIMED_OUT ->
                    log.warn("{} failed: {}", claim.task().id(), e.getMessage());
            case FAILED, OUT_OF_MEMORY ->
                    log.warn("{} failed: {}", claim.task().id(), e.getMessage(), e);
        }
        outcome.fail(claim, GenerationFailures.of(e));
    }

    /// While the database is away, no task is at fault.
    private void end(Claim claim, StorageException e) {
        if (e.failure().isOutage()) {
            log.info("{} waits until the database can be read", claim.task().id());
            outcome.putBack(claim);
        } else {
            log.error("{} failed unexpectedly", claim.task().id(), e);
            outcome.fail(claim, GenerationFailures.failed("The generation failed."));
        }
    }

    private boolean complete(
            RunningTask running, TextCheckedDrawing.Drawn drawn, FinishedPicture picture) {
        Claim claim = running.claim();
        boolean completed =
                outcome.complete(claim, picture, drawn.seed(), running.progress().begun());
        if (completed) {
            drawing.completed(claim, drawn);
        }
        return completed;
    }

    private GeneratedImage generate(
            Task task,
            long seed,
            String order,
            List<BufferedImage> edited,
            ImageEngine engine,
            RunningTask running)
            throws GenerationException, InterruptedException {
        try (TaskTraces.Running _ = traces.part("zimage.generate")) {
            return engine.generate(
                    new ImageRequest(
                            task.prompt(),
                            task.size(),
                            seed,
                            new ImageRequest.Details(task.model(), order, edited)),
                    running,
                    running);
        }
    }

    private Optional<PolicyViolation> objection(Task task, GeneratedImage image)
            throws CheckUnavailableException {
        return task.isChecked() ? content.ofPicture(image.pixels()) : Optional.empty();
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while the picture was checked");
        }
    }

    private void refuse(Claim claim, PolicyViolation objection) {
        Failure failure = new Failure(ErrorCode.CONTENT_REFUSED, objection.message());
        if (outcome.fail(claim, failure)) {
            content.refused(String.valueOf(claim.task().checkedUnder()), objection);
        }
    }

    private void store(Claim claim, EncodedImage image) throws IOException, InterruptedException {
        try (TaskTraces.Running _ = traces.part("zimage.store")) {
            pictures.store(claim, image);
        }
    }
}
