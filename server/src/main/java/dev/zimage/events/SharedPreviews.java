package dev.zimage.events;

import dev.zimage.database.Database;
import dev.zimage.tasks.TaskId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Previews of tasks whose clients listen to another process than the one that draws. Bounded: a
/// process asks for the previews of [#MOST_WATCHED] tasks at most, and passes on no preview of more
/// than [#MOST_BYTES].
final class SharedPreviews {

    static final int MOST_BYTES = 64 << 10;
    static final int MOST_WATCHED = 1_000;

    private final Set<TaskId> wanted = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, Preview> unsent = new ConcurrentHashMap<>();
    private final Map<TaskId, Long> seen = new ConcurrentHashMap<>();

    /// Whether another process wants previews of a task that is drawn here.
    boolean isWanted(TaskId task) {
        return wanted.contains(task);
    }

    /// Keeps a preview for the next exchange.
    void offer(TaskId task, Preview preview) {
        if (isWanted(task) && preview.jpeg().length <= MOST_BYTES) {
            unsent.put(task, preview);
        }
    }

    /// Sends the previews of tasks that are drawn here and receives those of tasks that are drawn
    /// elsewhere. To be called once a second.
    ///
    /// @param drawn the tasks that this process draws
    /// @param watched the running tasks of which clients of this process want previews
    /// @return the new previews
    Map<TaskId, Preview> exchange(
            Database database, Clock clock, Collection<TaskId> drawn, Set<TaskId> watched) {
        PreviewTable table = new PreviewTable(database, clock);
        send(table, new TreeSet<>(drawn));
        TreeSet<TaskId> elsewhere =
                watched.stream()
                        .filter(task -> !drawn.contains(task))
                        .sorted()
                        .limit(MOST_WATCHED)
                        .collect(Collectors.toCollection(TreeSet::new));
        return receive(table, elsewhere);
    }

    private void send(PreviewTable table, SortedSet<TaskId> drawn) {
        TreeSet<TaskId> ended = new TreeSet<>(wanted);
        ended.removeAll(drawn);
        if (!ended.isEmpty()) {
            table.delete(ended);
            wanted.removeAll(ended);
        }
        Set<TaskId> now = drawn.isEmpty() ? Set.of() : new HashSet<>(table.watched(drawn));
        wanted.retainAll(now);
        wanted.addAll(now);
        unsent.keySet().retainAll(now);
        TreeMap<TaskId, Preview> sent = new TreeMap<>(unsent);
        if (!sent.isEmpty()) {
            table.write(sent);
            sent.forEach(unsent::remove);
        }
    }

    private Map<TaskId, Preview> receive(PreviewTable table, SortedSet<TaskId> watched) {
        seen.keySet().retainAll(watched);
        if (watched.isEmpty()) {
            return Map.of();
        }
        table.watch(watched);
        TreeMap<TaskId, Long> last = new TreeMap<>();
        watched.forEach(task -> last.put(task, seen.getOrDefault(task, 0L)));
        Map<TaskId, PreviewTable.Numbered> newer = table.newer(last);
        newer.forEach((task, preview) -> seen.put(task, preview.number()));
        return newer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().preview()));
    }

    /// Deletes what is left of tasks that nobody watches any more, for example because the process
    /// that drew them was killed.
    void deleteUnwatched(Database database, Clock clock) {
        new PreviewTable(database, clock).deleteUnwatched();
    }
}
