package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.health.StorageHealth;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the pictures that are drawn here, and of those that tasks edit.
final class PictureFiles {

    private static final Logger log = LoggerFactory.getLogger(PictureFiles.class);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private final MediaStore media;
    private final StorageHealth storage;
    private final TaskQueue queue;
    private final BooleanSupplier stopping;
    private final Thumbnails thumbnails;
    private final EditedPictures edited;

    PictureFiles(
            StorageHealth storage,
            TaskQueue queue,
            PictureMarker marker,
            BooleanSupplier stopping) {
        this.media = storage.media();
        this.storage = storage;
        this.queue = queue;
        this.stopping = stopping;
        this.thumbnails = new Thumbnails(media, marker);
        this.edited = new EditedPictures(queue, media);
    }

    /// The pictures that a task edits, in their order; empty when it edits none.
    List<BufferedImage> edited(TaskId task) throws GenerationException {
        return edited.of(task);
    }

    /// Stores the picture of a claim, if need be once the storage can be used again: until then the
    /// picture waits in memory, and its lease is renewed as if it were still being drawn. When the
    /// server stops first, the task goes back into the queue.
    ///
    /// @throws IOException when the storage is in order and the picture cannot be stored all the
    ///   same, three times
    void store(Claim claim, EncodedImage image) throws IOException, InterruptedException {
        Task task = claim.task();
        for (int attempt = 1; ; attempt++) {
            try {
                media.store(key(task), image.bytes());
                return;
            } catch (ClosedByInterruptException e) {
                throw new InterruptedException("stopped while the picture was stored");
            } catch (IOException e) {
                if (attempt >= ATTEMPTS && !mayEnd(e)) {
                    throw e;
                }
                log.warn(
                        "{}: the picture waits in memory to be stored: {}",
                        task.id(),
                        e.toString());
                awaitStorage(claim);
            }
        }
    }

    /// A store behind a network may refuse many times and work in between; a picture that was paid
    /// for waits for it until the server stops.
    private static boolean mayEnd(IOException e) {
        return e instanceof MediaStoreException store
                && store.kind() == MediaStoreException.Kind.UNAVAILABLE;
    }

    private void awaitStorage(Claim claim) throws InterruptedException {
        do {
            if (stopping.getAsBoolean()) {
                giveBack(claim);
                throw new InterruptedException("stopped while the picture waited to be stored");
            }
            Thread.sleep(RETRY);
        } while (!storage.isGood());
    }

    private void giveBack(Claim claim) {
        try {
            queue.giveBack(claim);
        } catch (StorageException e) {
            log.warn("{} could not be put back; its lease expires", claim.task().id(), e);
        }
    }

    /// Removes the picture of a task that has failed or whose picture was deleted: one that came
    /// too late, or that an earlier attempt left behind. A task that has not ended may have been
    /// claimed by another worker in the meantime, which completes it with a picture of the same
    /// key, so that file must stay.
    void discardUnwanted(Task task) {
        try {
            if (queue.hasNoPicture(task.id()) && media.deleteWithThumbnail(key(task))) {
                log.debug("removed the picture of {}", task.id());
            }
        } catch (IOException | StorageException e) {
            log.warn("the picture of {} could not be removed", task.id(), e);
        }
    }

    /// Stores the small version of a picture that is stored.
    void storeThumbnail(Task task, GeneratedImage image) throws InterruptedException {
        thumbnails.store(key(task), image);
    }

    private static MediaKey key(Task task) {
        return task.id().picture(task.format());
    }
}
