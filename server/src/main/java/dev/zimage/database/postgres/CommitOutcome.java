package dev.zimage.database.postgres;

import dev.zimage.database.StorageException;
import dev.zimage.threads.Uninterrupted;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Finds out what became of a transaction whose answer to the commit was lost.
///
/// The server is asked for the state of the transaction's id. After a recovery from a crash, or on
/// a standby that took over, that id may be the one of another transaction, if ours was lost before
/// it reached the disk or the standby. A mark in an unlogged table, which such an event empties,
/// tells whether the server is still the one that ran the transaction. If it is not, "committed"
/// proves nothing. "Aborted" always does: an id whose transaction was committed is not given again.
final class CommitOutcome {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// The id of a transaction that this server never ran: it was lost with the server that did.
    private static final String IN_THE_FUTURE = "22023";

    private static final String MARK =
            """
            insert into recovery_mark (mark) values (gen_random_uuid()) on conflict do nothing
            """;

    private final PostgresConnections connections;
    private final Duration timeout;

    /// A transaction.
    ///
    /// @param mark of the server that runs it, null while it has none
    record Begun(String id, @Nullable String mark) {}

    private record Status(String name, @Nullable String mark) {}

    CommitOutcome(PostgresConnections connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    /// Whether the transaction was committed; empty when that cannot be known, or was not in time.
    Optional<Boolean> of(Begun transaction) {
        long end = System.nanoTime() + timeout.multipliedBy(2).toNanos();
        return Uninterrupted.get(() -> of(transaction, end));
    }

    private Optional<Boolean> of(Begun transaction, long end) throws InterruptedException {
        while (System.nanoTime() - end < 0) {
            Status status = status(transaction);
            if (status != null && !status.name.equals("in progress")) {
                boolean committed = status.name.equals("committed");
                return committed && !isSameServer(transaction, status)
                        ? Optional.empty()
                        : Optional.of(committed);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Optional.empty();
    }

    private static boolean isSameServer(Begun transaction, Status status) {
        return transaction.mark != null && transaction.mark.equals(status.mark);
    }

    /// A standby that has not taken over cannot read the mark, and so does not answer for a primary
    /// that may be ahead of it.
    ///
    /// @return null while the server cannot be asked
    private @Nullable Status status(Begun transaction) {
        try (Handle handle = connections.open()) {
            return handle.createQuery(
                            """
                            select pg_xact_status(cast(:id as xid8)) as status,
                                   (select cast(mark as text) from recovery_mark) as mark
                            """)
                    .bind("id", transaction.id)
                    .map((row, context) -> status(row.getString("status"), row.getString("mark")))
                    .one()
                    .orElse(null);
        } catch (StorageException e) {
            return null;
        } catch (JdbiException e) {
            return PostgresFailures.hasState(e, IN_THE_FUTURE) ? new Status("aborted", null) : null;
        }
    }

    /// @param name null for a transaction so old that the server has forgotten it
    private static Optional<Status> status(@Nullable String name, @Nullable String mark) {
        return Optional.ofNullable(name).map(known -> new Status(known, mark));
    }

    /// Whether the mark was lost, so that [#mark] is to be called.
    static boolean isUnmarked(Handle tx) {
        return tx.createQuery("select not exists (select 1 from recovery_mark)")
                .mapTo(Boolean.class)
                .one();
    }

    /// Marks the server, unless another process has.
    static int mark(Handle tx) {
        return tx.execute(MARK);
    }
}
