package dev.zimage.tasks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.textcheck.TextCheckMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task as it was at the moment of reading.
///
/// @param picture what it draws
/// @param metadata the client's JSON object as sent, null when none came
/// @param price what it cost; refunded when it fails
/// @param state how far it is
public record Task(
        TaskId id,
        AccountId account,
        PictureSpec picture,
        @Nullable String metadata,
        Credits price,
        Instant createdAt,
        TaskState state) {

    /// A new task, which waits for a worker.
    public static Task queued(
            TaskId id,
            AccountId account,
            PictureSpec picture,
            @Nullable String metadata,
            Credits price,
            Instant createdAt) {
        return new Task(id, account, picture, metadata, price, createdAt, TaskState.QUEUED);
    }

    /// The same task with updated progress.
    public Task with(TaskProgress newer) {
        return new Task(id, account, picture, metadata, price, createdAt, state.with(newer));
    }

    /// Whether nobody may see the picture, nor a preview of it, before it has passed the content
    /// check.
    public boolean isChecked() {
        return picture.checkedUnder() != null;
    }

    /// What the account pays for it: nothing once it has failed, because its price was given back.
    public Credits netPrice() {
        return state.status() == TaskStatus.FAILED ? Credits.ZERO : price;
    }

    public String model() {
        return picture.model();
    }

    /// The name of the engine that draws it.
    public String engine() {
        return picture.engine();
    }

    public String prompt() {
        return picture.prompt();
    }

    public ImageSize size() {
        return picture.size();
    }

    public long seed() {
        return picture.seed();
    }

    public ImageFormat format() {
        return picture.format();
    }

    /// See [PictureSpec#checkedUnder].
    public @Nullable String checkedUnder() {
        return picture.checkedUnder();
    }

    /// See [PictureSpec#textCheck].
    public TextCheckMode textCheck() {
        return picture.textCheck();
    }

    public TaskStatus status() {
        return state.status();
    }

    /// How often a worker has claimed it.
    public int attempts() {
        return state.attempts();
    }

    /// From 0 to 1.
    public double progress() {
        return state.progress();
    }

    /// The start of the last attempt, null while it waits: in the queue, or for room in its engine.
    public @Nullable Instant startedAt() {
        return state.startedAt();
    }

    /// Null until the end.
    public @Nullable Instant finishedAt() {
        return state.finishedAt();
    }

    /// Why it failed, null when it has not.
    public @Nullable Failure failure() {
        return state.failure();
    }

    /// What was read of the wanted texts in its pictures so far, as a JSON object for clients; null
    /// for nothing.
    public @Nullable String textRead() {
        return state.textRead();
    }

    /// Its picture, null until it has completed.
    public @Nullable StoredImage image() {
        return state.image();
    }

    /// Omits the prompt, so that it is never logged.
    @Override
    public String toString() {
        return "Task[" + id + ", " + status() + ", " + size() + ", " + engine() + "]";
    }
}
