package dev.zimage.events;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.DrawingListener;
import dev.zimage.tasks.queue.QueueView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notifies any number of subscribers of changes to their tasks. Changes made by this process are
/// published at once; changes by other processes are found by one query per second for all
/// subscribed tasks. A slow subscriber delays nobody and uses no memory, because only the newest
/// snapshot of a task is kept. Safe for use by any number of threads.
public final class TaskFeed implements TaskEvents, DrawingListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TaskFeed.class);

    private final QueueView view;
    private final PictureMarker marker;
    private final int mostOfAnAccount;
    private final Map<TaskId, Topic> topics = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> listeners = new ConcurrentHashMap<>();
    private final TaskPoller looks;
    private final SharedPreviews shared = new SharedPreviews();
    private volatile boolean closed;

    /// @param mostOfAnAccount the maximum number of subscriptions of an account
    /// @param marker encodes the previews
    public TaskFeed(QueueView view, PictureMarker marker, int mostOfAnAccount) {
        this.marker = marker;
        this.view = view;
        this.mostOfAnAccount = mostOfAnAccount;
        this.looks = new TaskPoller(topics, this::see);
    }

    /// Starts watching subscribed tasks.
    public void start(Tasks tasks) {
        looks.start(tasks);
    }

    /// The number of open subscriptions.
    public int listeners() {
        return listeners.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Subscribes to a task. Everything that happens to it after it was read is delivered.
    ///
    /// @param task as it was read just now, with its progress
    /// @param previews whether the subscriber wants previews
    /// @return empty when the account has reached its maximum number of subscriptions
    public Optional<Subscription> listen(Task task, @Nullable Integer position, boolean previews) {
        int own = listeners.merge(task.account(), 1, Integer::sum);
        if (own > mostOfAnAccount) {
            countDown(task.account());
            return Optional.empty();
        }
        Topic topic =
                topics.compute(
                        task.id(),
                        (id, present) -> {
                            Topic entered =
                                    present == null
                                            ? new Topic(new TaskSnapshot(task, position, null))
                                            : present;
                            entered.listeners++;
                            entered.watchers.addAndGet(previews ? 1 : 0);
                            return entered;
                        });
        if (closed) {
            topic.close();
        }
        looks.soon(task.id());
        return Optional.of(new Subscription(this, topic, previews));
    }

    void leave(Task task, boolean watching) {
        topics.computeIfPresent(
                task.id(),
                (id, topic) -> {
                    topic.watchers.addAndGet(watching ? -1 : 0);
                    return --topic.listeners == 0 ? null : topic;
                });
        countDown(task.account());
    }

    private void countDown(AccountId account) {
        listeners.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    }

    /// The current state of a task in the database.
    private void see(Task task) {
        Topic topic = topics.get(task.id());
        if (topic != null) {
            topic.change(before -> after(before, task));
        }
    }

    private TaskSnapshot after(TaskSnapshot before, Task read) {
        if (before.task().status() == TaskStatus.RUNNING
                && read.status() == TaskStatus.QUEUED
                && read.attempts() < before.task().attempts()) {
            return before; // it was read before it was claimed, of which we have heard meanwhile
        }
        Task task = read;
        if (before.task().status() == TaskStatus.RUNNING
                && read.status() == TaskStatus.RUNNING
                && before.task().attempts() == read.attempts()
                && before.task().progress() > read.progress()) {
            // Progress is written to the database only occasionally.
            task = read.with(new TaskProgress(before.task().progress(), read.startedAt()));
        }
        Integer position = task.status() == TaskStatus.QUEUED ? view.position(task) : null;
        return before.says(task, position) ? before : before.with(task, position);
    }

    @Override
    public void claimed(Task task) {
        Topic topic = topics.get(task.id());
        if (topic != null) {
            topic.change(before -> before.with(task, null));
        }
    }

    @Override
    public void textsRead(TaskId task) {
        lookSoon(task);
    }

    @Override
    public void completed(Task task, Duration took) {
        lookSoon(task.id());
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        lookSoon(task);
    }

    private void lookSoon(TaskId task) {
        if (topics.containsKey(task)) {
            looks.soon(task);
        }
    }

    @Override
    public void progressed(TaskId task, TaskProgress progress) {
        Topic topic = topics.get(task);
        if (topic != null) {
            topic.change(before ->
                    before.task().status() == TaskStatus.RUNNING
                            ? before.with(before.task().with(progress), null)
                            : before);
        }
    }

    @Override
    public boolean wantsPreview(TaskId task) {
        Topic topic = topics.get(task);
        return (topic != null && topic.watchers.get() > 0) || shared.isWanted(task);
    }

    @Override
    public void previewed(TaskId task, BufferedImage picture) {
        try {
            byte[] jpeg = marker.preview(picture);
            Preview preview = new Preview(picture.getWidth(), picture.getHeight(), jpeg);
            show(task, preview);
            shared.offer(task, preview);
        } catch (IOException | RuntimeException e) {
            log.warn("a preview of {} could not be encoded", task, e);
        }
    }

    private void show(TaskId task, Preview preview) {
        Topic topic = topics.get(task);
        if (topic != null) {
            topic.change(before -> before.with(preview));
        }
    }

    /// Passes previews on to other processes that want them, and takes theirs. To be called once a
    /// second where several processes share a database.
    ///
    /// @param drawn the tasks that this process draws
    public void exchangePreviews(Database database, Clock clock, Set<TaskId> drawn) {
        Set<TaskId> watched =
                topics.values().stream()
                        .filter(topic -> topic.watchers.get() > 0)
                        .map(topic -> topic.newest().task())
                        .filter(task -> task.status() == TaskStatus.RUNNING)
                        .map(Task::id)
                        .collect(Collectors.toSet());
        shared.exchange(database, clock, drawn, watched).forEach(this::show);
    }

    /// Deletes the shared previews that nobody wants any more.
    public void deleteOldPreviews(Database database, Clock clock) {
        shared.deleteUnwatched(database, clock);
    }

    /// Ends all subscriptions after delivering what has happened so far.
    @Override
    public void close() {
        closed = true;
        looks.close();
        topics.values().forEach(Topic::close);
    }
}
