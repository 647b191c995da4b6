package dev.zimage.events;

import dev.zimage.tasks.Task;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A task as it stands between two changes. All listeners of a task get the same object, so that
/// what they are sent is made once for all. Safe for use by any number of threads.
public final class TaskSnapshot {

    /// A form is the same for all but for the base of its links, which clients choose in part.
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

    /// The place in the queue; null once it has left it.
    public @Nullable Integer position() {
        return position;
    }

    /// The latest preview of the running attempt.
    public @Nullable Preview preview() {
        return preview;
    }

    /// The bytes that `make` made for this moment, now or earlier.
    ///
    /// @param kind what makes them differ from the other forms
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
                && Objects.equals(position, otherPosition);
    }
}
