package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.queue.TaskQueue;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the pictures that are drawn here.
final class PictureFiles {

    private static final Logger log = LoggerFactory.getLogger(PictureFiles.class);

    private final MediaStore media;
    private final DiskGuard disk;
    private final TaskQueue queue;

    PictureFiles(MediaStore media, DiskGuard disk, TaskQueue queue) {
        this.media = media;
        this.disk = disk;
        this.queue = queue;
    }

    void store(Task task, GeneratedImage image) throws IOException {
        media.store(key(task), image.bytes());
    }

    /// Reports a file that could not be written, so that no picture is begun on a full disk.
    void writeFailed(IOException cause) {
        disk.writeFailed(cause);
    }

    /// Removes the picture of a task that has failed: one that came too late, or that an earlier
    /// attempt left behind. A task that has not ended may have been claimed by another worker in
    /// the meantime, which completes it with a picture of the same key, so that file must stay.
    void discardIfFailed(Task task) {
        try {
            if (queue.hasFailed(task.id()) && media.delete(key(task))) {
                log.debug("removed the picture of {}", task.id());
            }
        } catch (IOException | StorageException e) {
            log.warn("the picture of {} could not be removed", task.id(), e);
        }
    }

    private static MediaKey key(Task task) {
        return new MediaKey(task.id().hex(), 0, task.format());
    }
}
