package dev.zimage.tasks.fingerprints;

import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.tasks.TaskId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A fingerprint as it is in the database.
///
/// @param addedAt in Unix milliseconds
public record FingerprintRow(TaskId task, Fingerprint fingerprint, long addedAt) {

    /// Adds the row, in the transaction that completes the task.
    public void insert(Handle tx) {
        tx.createUpdate(
                        """
                        insert into fingerprints (task_id, bits, added_at)
                        values (:task, :bits, :at)
                        """)
                .bind("task", task.hex())
                .bind("bits", HexFormat.of().formatHex(fingerprint.bytes()))
                .bind("at", addedAt)
                .execute();
    }

    /// What the picture of a task looks like, where that was kept.
    static Optional<Fingerprint> find(Handle tx, TaskId task) {
        return tx.createQuery("select bits from fingerprints where task_id = :task")
                .bind("task", task.hex())
                .mapTo(String.class)
                .findOne()
                .map(FingerprintRow::fingerprint);
    }

    private static Fingerprint fingerprint(String bits) {
        return Fingerprint.fromBytes(HexFormat.of().parseHex(bits));
    }

    /// The rows after one, from old to new.
    ///
    /// @param addedAt of that row
    /// @param task of that row; empty for all of that time
    static List<FingerprintRow> after(Handle tx, long addedAt, String task, int limit) {
        return tx.createQuery(
                        """
                        select task_id, bits, added_at from fingerprints
                        where (added_at, task_id) > (:at, :task)
                        order by added_at, task_id limit :limit
                        """)
                .bind("at", addedAt)
                .bind("task", task)
                .bind("limit", limit)
                .map((row, context) ->
                        new FingerprintRow(
                                new TaskId(row.getString(1)),
                                fingerprint(row.getString(2)),
                                row.getLong(3)))
                .list();
    }
}
