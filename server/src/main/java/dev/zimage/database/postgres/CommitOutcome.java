package dev.zimage.database.postgres;

import dev.zimage.database.StorageException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Finds out what became of a transaction whose answer to the commit was lost.
final class CommitOutcome {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// The id of a transaction that this server never ran: it was lost with the server that did.
    private static final String IN_THE_FUTURE = "22023";

    private final PostgresConnections connections;
    private final Duration patience;

    CommitOutcome(PostgresConnections connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /// Whether the transaction was committed; empty when the server did not say so in time.
    Optional<Boolean> of(String transaction) {
        long end = System.nanoTime() + patience.multipliedBy(2).toNanos();
        while (System.nanoTime() - end < 0) {
            String status = status(transaction);
            if (status != null && !status.equals("in progress")) {
                return Optional.of(status.equals("committed"));
            }
            pause();
        }
        return Optional.empty();
    }

    /// @return null while the server cannot be asked
    private @Nullable String status(String transaction) {
        try (Handle handle = connections.open()) {
            return handle.createQuery("select pg_xact_status(cast(:id as xid8))")
                    .bind("id", transaction)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
        } catch (StorageException e) {
            return null;
        } catch (JdbiException e) {
            return PostgresFailures.hasState(e, IN_THE_FUTURE) ? "aborted" : null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
