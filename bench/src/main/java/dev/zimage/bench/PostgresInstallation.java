package dev.zimage.bench;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.bench.postgres.PostgresServer;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseUrl;
import dev.zimage.database.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An installation on PostgreSQL whose accounts have plenty of credits, with stored tasks as
/// needed. Used by one thread.
final class PostgresInstallation implements QueuedInstallation, AutoCloseable {

    private static final long CREDITS = 10_000_000_000L;
    private static final int CONNECTIONS = 16;

    private static final int CHUNK = 50_000;
    private static final String INSERT =
            """
            with made as (
              insert into tasks
                (id, account_id, key_id, status, model, engine, prompt, aspect_ratio,
                 width, height, seed, format, price, created_at, started_at, finished_at,
                 attempts, progress)
              select lpad(to_hex(now.at - :count + i), 12, '0') || '7'
                  || substr(md5(cast(random() as text)), 1, 19),
                k.account_id, k.id, :status, 'z-image', 'idle',
                'a poster that reads NUMBER ' || i || ' in bold type, warm tones', '3:4',
                864, 1152, i, 'jpeg', 4, now.at - :count + i,
                case when :done = 1 then now.at end, case when :done = 1 then now.at end,
                :done, :done
              from generate_series(:first, :last) as i
                cross join (select cast(extract(epoch from now()) * 1000 as bigint) as at) as now
                join api_keys k on k.id = 1 + i % :accounts
              returning id, account_id, created_at)
            insert into ledger (account_id, task_id, kind, amount, balance_after, created_at)
            select account_id, id, 'charge', -4, 0, created_at from made
            """;

    private final String url;
    private final int accounts;
    private final Database database;
    private final List<String> keys = new ArrayList<>();

    private PostgresInstallation(String url, int accounts, Path unused) {
        this.url = url;
        this.accounts = accounts;
        this.database =
                Databases.source(
                                new Databases.Choice(
                                        DatabaseUrl.parse(url), Optional.empty(), CONNECTIONS),
                                unused)
                        .open();
    }

    /// Creates one in a database of its own.
    ///
    /// @param name of the database
    static PostgresInstallation create(
            PostgresServer server, String name, int accounts, Path unused)
            throws IOException, InterruptedException {
        PostgresInstallation installation =
                new PostgresInstallation(server.createDatabase(name), accounts, unused);
        Accounts all = Accounts.open(installation.database, Clock.systemUTC(), new SecureRandom());
        for (int i = 1; i <= accounts; i++) {
            Account account = all.create("account-" + i).orElseThrow();
            all.ledger().grant(account.id(), new Credits(CREDITS), "benchmark");
            installation.keys.add(
                    all.keys()
                            .create(account.id(), "benchmark", Mode.LIVE, null)
                            .secret()
                            .reveal());
        }
        return installation;
    }

    /// A data directory of one more process.
    Path processFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("zimage.properties"),
                "database.url = %s\ndatabase.connections = %d\n".formatted(url, CONNECTIONS));
        return folder;
    }

    List<byte[]> submits() {
        return Requests.submits(keys);
    }

    /// Adds tasks that completed over the last days.
    void addCompleted(int count) {
        add(count, "completed");
        analyse();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void fillQueue(int count) {
        int left =
                database.read(tx ->
                        tx.createQuery("select count(*) from tasks where status = 'queued'")
                                .mapTo(Integer.class)
                                .one());
        add(count - left, "queued");
        analyse();
    }

    private void analyse() {
        database.write(tx -> tx.execute("analyze tasks"));
    }

    /// Adds tasks of all accounts in turn, with a charge each. They are of the last hours or, when
    /// queued, of the last minutes.
    private void add(int count, String status) {
        for (int from = 1; from <= count; from += CHUNK) {
            int first = from;
            int last = Math.min(count, from + CHUNK - 1);
            database.write(tx ->
                    tx.createUpdate(INSERT)
                            .bind("count", count)
                            .bind("first", first)
                            .bind("last", last)
                            .bind("status", status)
                            .bind("done", status.equals("completed") ? 1 : 0)
                            .bind("accounts", accounts)
                            .execute());
        }
        database.write(tx ->
                tx.execute(
                        """
                        update accounts set tasks_in_flight =
                          (select count(*) from tasks t
                           where t.account_id = accounts.id and status in ('queued', 'running'))
                        """));
    }

    @Override
    public void close() {
        database.close();
    }
}
