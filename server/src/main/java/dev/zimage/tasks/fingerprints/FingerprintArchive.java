package dev.zimage.tasks.fingerprints;

import dev.zimage.database.Database;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.provenance.fingerprint.FingerprintIndex;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.TaskReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the tasks whose pictures look like another one, whichever process drew them. The first
/// search reads the fingerprints into memory, 48 bytes each; later ones read only what was added.
/// Safe for use by any number of threads.
public final class FingerprintArchive {

    /// Rows of other processes become visible when they are committed, not in the order of their
    /// times; none is committed later than this after its time.
    private static final long LATEST_COMMIT_MILLIS = 120_000;

    private static final int PAGE = 20_000;

    /// As many tasks with equal pictures are looked at, so that the account's own is among them.
    private static final int MOST_MATCHES = 200;

    private final Database database;
    private final FingerprintIndex index = new FingerprintIndex();
    private final TaskNumbers tasks = new TaskNumbers();

    /// Recently added rows, which are read again.
    private final Map<TaskId, Long> recent = new HashMap<>();

    private long newest;

    public FingerprintArchive(Database database) {
        this.database = database;
    }

    /// What the picture of a task looks like, where that was kept.
    public Optional<Fingerprint> of(TaskId task) {
        return database.read(tx -> FingerprintRow.find(tx, task));
    }

    /// The tasks whose pictures look the same, nearest first.
    public List<Task> like(Fingerprint fingerprint) {
        List<TaskId> ids = search(fingerprint);
        Map<TaskId, Task> found =
                database.read(tx -> TaskReader.find(tx, ids)).stream()
                        .collect(Collectors.toMap(Task::id, Function.identity()));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private synchronized List<TaskId> search(Fingerprint fingerprint) {
        catchUp();
        return index.near(fingerprint, Fingerprint.SAME_PICTURE, MOST_MATCHES).stream()
                .sorted(Comparator.comparingInt(FingerprintIndex.Match::distance))
                .map(match -> tasks.get(match.number()))
                .toList();
    }

    private void catchUp() {
        long at = newest - LATEST_COMMIT_MILLIS;
        String task = "";
        List<FingerprintRow> rows;
        do {
            rows = page(at, task);
            for (FingerprintRow row : rows) {
                add(row);
                at = row.addedAt();
                task = row.task().hex();
            }
            recent.values().removeIf(added -> added < newest - LATEST_COMMIT_MILLIS);
        } while (rows.size() == PAGE);
    }

    private List<FingerprintRow> page(long at, String task) {
        return database.read(tx -> FingerprintRow.after(tx, at, task, PAGE));
    }

    private void add(FingerprintRow row) {
        if (recent.putIfAbsent(row.task(), row.addedAt()) == null) {
            index.add(row.fingerprint());
            tasks.add(row.task());
            newest = Math.max(newest, row.addedAt());
        }
    }
}
