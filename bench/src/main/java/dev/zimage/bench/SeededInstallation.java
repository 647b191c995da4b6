package dev.zimage.bench;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A data directory with twenty accounts that have plenty of credits, a live key for each, and
/// stored tasks as needed. It can be changed while a server runs on it. Used by one thread.
final class SeededInstallation implements QueuedInstallation, AutoCloseable {

    static final int ACCOUNTS = 20;

    private static final long CREDITS = 10_000_000_000L;

    private final Path folder;
    private final Database database;
    private final StoredTasks tasks;
    private final SortedMap<Long, String> keys = new TreeMap<>();
    private long beforeTheQueue = -1;

    private SeededInstallation(Path folder) {
        this.folder = folder;
        this.database = DataDirectory.open(folder).database(Databases.Choice.EMBEDDED).open();
        this.tasks = new StoredTasks(database);
    }

    /// Creates one.
    static SeededInstallation create(Path folder) {
        SeededInstallation installation = new SeededInstallation(folder);
        Accounts accounts =
                Accounts.open(installation.database, Clock.systemUTC(), new SecureRandom());
        Ledger ledger = accounts.ledger();
        ApiKeys keys = accounts.keys();
        for (int i = 1; i <= ACCOUNTS; i++) {
            Account account = accounts.create("account-" + i).orElseThrow();
            ledger.grant(account.id(), new Credits(CREDITS), "benchmark");
            installation.keys.put(
                    account.id().value(),
                    keys.create(account.id(), "benchmark", Mode.LIVE, null).secret().reveal());
        }
        return installation;
    }

    Path folder() {
        return folder;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void fillQueue(int count) {
        if (beforeTheQueue < 0) {
            beforeTheQueue = tasks.mark();
        }
        tasks.forgetSince(beforeTheQueue);
        tasks.addQueued(count);
    }

    StoredTasks tasks() {
        return tasks;
    }

    List<byte[]> submits() {
        return Requests.submits(List.copyOf(keys.values()));
    }

    /// Requests for the newest tasks, as many that wait as have completed.
    List<byte[]> pollsOfNewest(int each) {
        return polls(tasks.newest(each));
    }

    /// Requests for tasks from all over the table, about this many.
    List<byte[]> pollsOfAny(int about) {
        return polls(tasks.any(about));
    }

    private List<byte[]> polls(List<StoredTasks.Row> rows) {
        return Requests.polls(
                rows.stream()
                        .map(row -> new Requests.Owned(keyOf(row.account()), row.id()))
                        .toList());
    }

    private String keyOf(long account) {
        String key = keys.get(account);
        if (key == null) {
            throw new IllegalStateException("no account " + account);
        }
        return key;
    }

    @Override
    public void close() {
        database.close();
    }
}
