package dev.zimage.events;

import dev.zimage.tasks.Task;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A task at one moment. All subscribers of a task share the object, so its serialised form is
/// produced once for all of them. Safe for use by any number of threads.
public final class TaskSnapshot {

    /// A form is the same for all subscribers except for the base of its links, which clients
    /// partly choose.
    private static final int FORMS = 16;

    private final Task task;
    private final @Nullable Integer position;
    private final @Nullable Preview preview;
    private final Map<String, byte[]> forms = new ConcurrentHashMap<>();

    TaskSnapshot(Task task, @Nullable Integer position, @Nullable Preview preview) {
        this.task = task;
        this.position = position;
        this.preview = preview;
    }

    public Task task() {
        return task;
    }

    /// The position in the queue; null once the task has left the queue.
    public @Nullable Integer position() {
        return position;
    }

    /// The latest preview of the running attempt.
    public @Nullable Preview preview() {
        return preview;
    }

    /// The bytes that `make` produced for this snapshot, now or earlier.
    ///
    /// @param kind distinguishes the forms
    public byte[] form(String kind, Supplier<byte[]> make) {
        byte[] known = forms.get(kind);
        if (known == null && forms.size() < FORMS) {
            known = forms.computeIfAbsent(kind, key -> make.get());
        }
        return known == null ? make.get() : known;
    }

    TaskSnapshot with(Task newer, @Nullable Integer newPosition) {
        boolean same = newer.status() == task.status() && newer.attempts() == task.attempts();
        return new TaskSnapshot(newer, newPosition, same ? preview : null);
    }

    TaskSnapshot with(Preview newer) {
        return new TaskSnapshot(task, position, newer);
    }

    /// Whether clients would see no difference.
    boolean says(Task other, @Nullable Integer otherPosition) {
        return task.status() == other.status()
                && task.attempts() == other.attempts()
                && task.progress() == other.progress()
                && (task.startedAt() == null) == (other.startedAt() == null)
                && Objects.equals(task.textRead(), other.textRead())
                && Objects.equals(position, otherPosition);
    }
}
