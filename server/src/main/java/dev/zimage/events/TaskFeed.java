package dev.zimage.events;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.DrawingListener;
import dev.zimage.tasks.queue.QueueView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells any number of listeners how their tasks go on. What happens in this process is told at
/// once; what other processes do is found by one look a second for all tasks that are listened to.
/// A listener who is slow holds up nobody and costs no memory: there is one newest moment of a
/// task, and whoever comes late finds that one. Safe for use by any number of threads.
public final class TaskFeed implements TaskEvents, DrawingListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TaskFeed.class);

    private final QueueView view;
    private final int mostOfAnAccount;
    private final Map<TaskId, Topic> topics = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> listeners = new ConcurrentHashMap<>();
    private final TaskPoller looks;
    private volatile boolean closed;

    /// @param mostOfAnAccount listeners that an account may have at once
    public TaskFeed(QueueView view, int mostOfAnAccount) {
        this.view = view;
        this.mostOfAnAccount = mostOfAnAccount;
        this.looks = new TaskPoller(topics, this::see);
    }

    /// Begins to look after what is listened to.
    public void start(Tasks tasks) {
        looks.start(tasks);
    }

    /// How many listen.
    public int listeners() {
        return listeners.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Begins to listen to a task. Whatever happens to it after it was read is told.
    ///
    /// @param task as it was read just now, with its progress
    /// @param previews whether the listener wants to see previews
    /// @return empty when the account has as many listeners as it may have
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

    /// A task as the database has it now.
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
            // The database hears of progress only now and then.
            task = read.withProgress(before.task().progress());
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
    public void completed(Task task, Duration took) {
        ended(task.id());
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        ended(task);
    }

    private void ended(TaskId task) {
        if (topics.containsKey(task)) {
            looks.soon(task);
        }
    }

    @Override
    public void progressed(TaskId task, double progress) {
        Topic topic = topics.get(task);
        if (topic != null) {
            topic.change(before ->
                    before.task().status() == TaskStatus.RUNNING
                            ? before.with(before.task().withProgress(progress), null)
                            : before);
        }
    }

    @Override
    public boolean wantsPreview(TaskId task) {
        Topic topic = topics.get(task);
        return topic != null && topic.watchers.get() > 0;
    }

    @Override
    public void previewed(TaskId task, BufferedImage picture) {
        Topic topic = topics.get(task);
        if (topic == null) {
            return;
        }
        try {
            byte[] jpeg = PictureEncoder.encode(picture, ImageFormat.JPEG);
            Preview preview = new Preview(picture.getWidth(), picture.getHeight(), jpeg);
            topic.change(before -> before.with(preview));
        } catch (IOException | RuntimeException e) {
            log.warn("a preview of {} could not be encoded", task, e);
        }
    }

    /// Lets all listeners go, after they were told what has happened until now.
    @Override
    public void close() {
        closed = true;
        looks.close();
        topics.values().forEach(Topic::close);
    }
}
