package dev.zimage.tasks.queue;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The account that was served last, for each engine. It is in the database, so that claims go
/// round the accounts whichever process makes them, and go on where they were after a restart.
final class ClaimCursor {

    /// Before all accounts.
    static final long START = -1;

    private ClaimCursor() {}

    /// The account that was served last. Other claims for the engine wait until the end of this
    /// transaction.
    static long lock(Handle tx, String engine) {
        return find(tx, engine)
                .orElseGet(() -> {
                    insert(tx, engine);
                    return find(tx, engine).orElse(START);
                });
    }

    private static Optional<Long> find(Handle tx, String engine) {
        return tx.createQuery("select account_id from claim_cursors where engine = :engine <lock>")
                .bind("engine", engine)
                .mapTo(Long.class)
                .findOne();
    }

    private static void insert(Handle tx, String engine) {
        tx.createUpdate(
                        """
                        insert into claim_cursors (engine, account_id) values (:engine, :account)
                        on conflict (engine) do nothing
                        """)
                .bind("engine", engine)
                .bind("account", START)
                .execute();
    }

    static void advance(Handle tx, String engine, long account) {
        tx.createUpdate("update claim_cursors set account_id = :account where engine = :engine")
                .bind("account", account)
                .bind("engine", engine)
                .execute();
    }
}
