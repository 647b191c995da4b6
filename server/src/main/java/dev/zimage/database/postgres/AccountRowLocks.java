package dev.zimage.database.postgres;

import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The locks that every change of an account takes first, on its row.
final class AccountRowLocks {

    private AccountRowLocks() {}

    /// Locks those of these accounts that nobody else has locked.
    ///
    /// @return the others
    static Set<Long> heldElsewhere(Handle tx, Set<Long> accounts) {
        Set<Long> held =
                new HashSet<>(
                        ids(tx, accounts, "select id from accounts where id in (<accounts>)"));
        held.removeAll(
                ids(
                        tx,
                        accounts,
                        """
                        select id from accounts where id in (<accounts>) order by id <skipLocked>
                        """));
        return held;
    }

    private static Set<Long> ids(Handle tx, Set<Long> accounts, String select) {
        return tx.createQuery(select).bindList("accounts", accounts).mapTo(Long.class).set();
    }
}
