package dev.zimage.tasks.retention;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.media.MediaStore;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.Favourites;
import dev.zimage.tasks.lookup.TaskReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Deletes the picture of a task at its owner's request. The task, its ledger and its fingerprint
/// stay. The picture is due from the first moment, so if its file cannot be deleted now,
/// [Retention] deletes it later. Safe for use by any number of threads and processes.
public final class PictureDeletion {

    private final Database database;
    private final MediaStore media;
    private final Clock clock;

    public PictureDeletion(Database database, MediaStore media, Clock clock) {
        this.database = database;
        this.media = media;
        this.clock = clock;
    }

    /// What became of the wish.
    public sealed interface Result {

        /// The task has no picture any more, or it never had one.
        record Deleted(Task task) implements Result {}

        /// The task may still get a picture.
        record NotEnded() implements Result {}

        /// No such task, or it belongs to another account.
        record NotFound() implements Result {}
    }

    /// Deletes the picture and its thumbnail. Doing it again changes nothing.
    ///
    /// @throws IOException when the file could not be deleted now; it is deleted later
    public Result delete(AccountId account, TaskId id) throws IOException {
        Result due = database.write(account.value(), tx -> makeDue(tx, account, id));
        if (!(due instanceof Result.Deleted(Task task))) {
            return due;
        }
        StoredImage image = task.image();
        if (image == null || image.deleted()) {
            return due;
        }
        media.deleteWithThumbnail(id.picture(image.format()));
        return new Result.Deleted(database.write(account.value(), tx -> markDeleted(tx, id)));
    }

    private Result makeDue(Handle tx, AccountId account, TaskId id) {
        Task task =
                TaskReader.find(tx, id)
                        .filter(found -> found.account().equals(account))
                        .orElse(null);
        if (task == null) {
            return new Result.NotFound();
        }
        if (!task.status().isFinal()) {
            return new Result.NotEnded();
        }
        tx.createUpdate(
                        """
                        update images set delete_at = :now
                        where task_id = :task and deleted = 0 and delete_at > :now
                        """)
                .bind("now", clock.millis())
                .bind("task", id.hex())
                .execute();
        return new Result.Deleted(task);
    }

    private static Task markDeleted(Handle tx, TaskId id) {
        tx.createUpdate("update images set deleted = 1 where task_id = :task")
                .bind("task", id.hex())
                .execute();
        Favourites.forget(tx, List.of(id.hex()));
        return TaskReader.require(tx, id);
    }
}
