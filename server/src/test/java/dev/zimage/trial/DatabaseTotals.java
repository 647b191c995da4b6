package dev.zimage.trial;

import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// What the database says about tasks and money, read beside the program or after it.
///
/// @param tasks of all accounts
/// @param balance of all accounts
/// @param unbalanced the accounts whose balance is not the sum of their ledger
record DatabaseTotals(
        long tasks,
        long queued,
        long running,
        long completed,
        long failed,
        long charges,
        long refunds,
        long balance,
        long inFlight,
        List<String> unbalanced) {

    static DatabaseTotals of(InstalledServer installation) {
        try (Database database = installation.openDatabase()) {
            return of(database);
        }
    }

    static DatabaseTotals of(Database database) {
        return new DatabaseTotals(
                count(database, "select count(*) from tasks"),
                count(database, "select count(*) from tasks where status = 'queued'"),
                count(database, "select count(*) from tasks where status = 'running'"),
                count(database, "select count(*) from tasks where status = 'completed'"),
                count(database, "select count(*) from tasks where status = 'failed'"),
                count(database, "select count(*) from ledger where kind = 'charge'"),
                count(database, "select count(*) from ledger where kind = 'refund'"),
                count(database, "select sum(balance) from accounts"),
                count(database, "select sum(tasks_in_flight) from accounts"),
                Accounts.open(database, Clock.systemUTC(), new SecureRandom())
                        .ledger()
                        .unbalancedAccounts());
    }

    private static long count(Database database, String sql) {
        return database.read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }
}
