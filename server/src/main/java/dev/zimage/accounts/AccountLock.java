package dev.zimage.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Locks accounts until the end of a transaction. Whoever looks at what belongs to an account
/// before changing it takes the lock first: then nobody else changes it in between, and what is
/// read afterwards is the newest state. On a database with one writer this costs a look-up.
public final class AccountLock {

    private AccountLock() {}

    public static void take(Handle tx, AccountId account) {
        take(tx, Set.of(account));
    }

    /// Takes several locks in the order that keeps two transactions from waiting for each other.
    public static void take(Handle tx, Collection<AccountId> accounts) {
        if (!accounts.isEmpty()) {
            tx.createQuery(
                            """
                            select id from accounts where id in (<accounts>) order by id <lock>
                            """)
                    .bindList("accounts", accounts.stream().map(AccountId::value).toList())
                    .mapTo(Long.class)
                    .list();
        }
    }

    /// Locks those of several accounts that nobody else has locked, for work that can be done for
    /// the others later.
    ///
    /// @return the accounts that were locked
    public static List<AccountId> takeFree(Handle tx, Collection<AccountId> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : tx.createQuery(
                                """
                                select id from accounts where id in (<accounts>)
                                order by id <skipLocked>
                                """)
                        .bindList("accounts", accounts.stream().map(AccountId::value).toList())
                        .map((row, context) -> new AccountId(row.getLong(1)))
                        .list();
    }
}
