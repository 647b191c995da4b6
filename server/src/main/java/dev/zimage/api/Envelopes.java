package dev.zimage.api;

import dev.zimage.api.http.Call;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaLibrary;
import dev.zimage.origin.PublicUrl;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows tasks as clients see them, with signed links.
public final class Envelopes {

    private final Tasks tasks;
    private final MediaLibrary media;
    private final PublicUrl publicUrl;
    private final OrderTexts texts;

    Envelopes(Tasks tasks, MediaLibrary media, PublicUrl publicUrl, OrderTexts texts) {
        this.tasks = tasks;
        this.media = media;
        this.publicUrl = publicUrl;
        this.texts = texts;
    }

    /// A task as its owner sees it.
    public Json.Envelope of(Task task, Call call) {
        return of(current(task), position(task), () -> baseFor(call));
    }

    /// The same as JSON.
    public byte[] json(Task task, Call call) {
        return Json.write(of(task, call));
    }

    /// The words of a task's prompt for things that its engine cannot draw.
    public List<String> undrawnWords(Task task) {
        return texts.undrawn(task);
    }

    /// The task with its progress of this moment.
    public Task current(Task task) {
        return tasks.current(task);
    }

    /// The place in the queue; null once it has left the queue.
    public @Nullable Integer position(Task task) {
        return task.status() == TaskStatus.QUEUED ? tasks.view().position(task) : null;
    }

    /// What the links for this caller begin with.
    String baseFor(Call call) {
        return publicUrl.baseFor(call.origin());
    }

    /// @param base what links begin with
    Json.Envelope of(Task task, @Nullable Integer position, Supplier<String> base) {
        StoredImage image = task.image();
        return new Json.Envelope(
                task.id().toString(),
                task.model(),
                statusOf(task),
                task.createdAt().getEpochSecond(),
                image == null ? null : output(task, image, base),
                error(task.failure()),
                task.progress(),
                position,
                seconds(task.startedAt()),
                seconds(task.finishedAt()),
                task.seed(),
                task.price().amount(),
                new Json.CreditsUsed(task.netPrice().amount()),
                task.size().width(),
                task.size().height(),
                task.engine(),
                image == null ? null : image.deleteAt().getEpochSecond(),
                task.metadata(),
                task.textRead(),
                texts.missing(task));
    }

    /// The link to a task's picture; empty when it has none, or none any more.
    public Optional<String> link(Task task, Call call) {
        StoredImage image = task.image();
        return image == null
                ? Optional.empty()
                : output(task, image, () -> baseFor(call)).imageUrls().stream().findFirst();
    }

    /// The link to the small version of a task's picture; empty when it has none, or none any more.
    public Optional<String> thumbnail(Task task, Call call) {
        StoredImage image = task.image();
        return image == null
                ? Optional.empty()
                : link(
                        task.id().picture(image.format()).thumbnail(),
                        task,
                        image,
                        () -> baseFor(call));
    }

    static Json.Submitted submitted(Task task) {
        return new Json.Submitted(
                task.id().toString(),
                task.model(),
                statusOf(task),
                task.createdAt().getEpochSecond());
    }

    private static String statusOf(Task task) {
        return task.status().isFinal() ? task.status().label() : "processing";
    }

    private Json.Output output(Task task, StoredImage image, Supplier<String> base) {
        MediaKey key = task.id().picture(image.format());
        return new Json.Output(link(key, task, image, base).stream().toList());
    }

    private Optional<String> link(
            MediaKey key, Task task, StoredImage image, Supplier<String> base) {
        Instant finished = task.finishedAt();
        return finished == null || image.deleted()
                ? Optional.empty()
                : media.link(key, finished, image.deleteAt()).map(path -> base.get() + path);
    }

    private static Json.@Nullable TaskError error(@Nullable Failure failure) {
        return failure == null
                ? null
                : new Json.TaskError(failure.code().number(), failure.message());
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }
}
