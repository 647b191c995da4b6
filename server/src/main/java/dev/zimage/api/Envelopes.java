package dev.zimage.api;

import dev.zimage.media.LinkLifetime;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaLinks;
import dev.zimage.origin.PublicUrl;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.queue.QueueView;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows tasks as clients see them, with links that are signed for whoever asks.
public final class Envelopes {

    private final MediaLinks links;
    private final LinkLifetime lifetime;
    private final PublicUrl publicUrl;
    private final QueueView view;
    private final Workers workers;
    private final Clock clock;

    Envelopes(
            MediaLinks links,
            LinkLifetime lifetime,
            PublicUrl publicUrl,
            QueueView view,
            Workers workers,
            Clock clock) {
        this.links = links;
        this.lifetime = lifetime;
        this.publicUrl = publicUrl;
        this.view = view;
        this.workers = workers;
        this.clock = clock;
    }

    /// A task for whoever asks.
    public Json.Envelope of(Task task, Call call) {
        return of(current(task), position(task), () -> baseFor(call));
    }

    /// The same as JSON.
    public byte[] json(Task task, Call call) {
        return Json.write(of(task, call));
    }

    /// The task with its progress of this moment.
    public Task current(Task task) {
        OptionalDouble progress =
                task.status() == TaskStatus.RUNNING
                        ? workers.progress(task.id())
                        : OptionalDouble.empty();
        return progress.isPresent() ? task.withProgress(progress.getAsDouble()) : task;
    }

    /// The place in the queue; null once it has left the queue.
    public @Nullable Integer position(Task task) {
        return task.status() == TaskStatus.QUEUED ? view.position(task) : null;
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
                task.metadata());
    }

    /// The link to a task's picture; empty when it has none, or none any more.
    public Optional<String> link(Task task, Call call) {
        StoredImage image = task.image();
        return image == null
                ? Optional.empty()
                : output(task, image, () -> baseFor(call)).imageUrls().stream().findFirst();
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
        Instant now = clock.instant();
        Instant finished = task.finishedAt();
        if (finished == null || image.deleted() || !now.isBefore(image.deleteAt())) {
            return new Json.Output(List.of());
        }
        Instant expiry = lifetime.expiry(finished, now, image.deleteAt());
        String path = links.sign(new MediaKey(task.id().hex(), 0, image.format()), expiry);
        return new Json.Output(List.of(base.get() + path));
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
