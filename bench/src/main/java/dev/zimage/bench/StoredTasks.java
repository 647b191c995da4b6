package dev.zimage.bench;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/// Writes tasks into the tables of SQLite directly, thousands at a time, as the service would have
/// left them: with their ledger entries, pictures' rows and counters, so that every balance stays
/// the sum of its ledger.
final class StoredTasks {

    static final int PRICE = 4;

    private static final int CHUNK = 50_000;
    private static final Duration HISTORY = Duration.ofDays(6);

    private final Database database;

    /// A task and its owner.
    record Row(String id, long account) {}

    /// Tasks with ids of consecutive moments.
    private record Batch(long firstMillis, long stepMillis, int count, boolean completed) {

        String lowId(int index) {
            return "%012x".formatted(firstMillis + index * stepMillis);
        }
    }

    StoredTasks(Database database) {
        this.database = database;
    }

    /// Adds tasks that completed over the last days, all pictures of which are still kept.
    void addCompleted(int count) {
        long step = HISTORY.dividedBy(Math.max(1, count)).toMillis();
        long first = Clock.systemUTC().millis() - Duration.ofHours(1).toMillis() - count * step;
        add(new Batch(first, step, count, true));
    }

    /// Adds tasks that wait for an [IdleEngine].
    void addQueued(int count) {
        add(new Batch(Clock.systemUTC().millis() - count, 1, count, false));
    }

    private void add(Batch batch) {
        for (int from = 0; from < batch.count; from += CHUNK) {
            int first = from;
            int end = Math.min(batch.count, from + CHUNK);
            database.write(tx -> {
                long mark = lastEntry(tx);
                insertTasks(tx, batch, first, end);
                insertCharges(tx, batch, first, end);
                if (batch.completed) {
                    insertImages(tx, mark);
                }
                return count(tx, batch, mark);
            });
        }
        checkpoint();
    }

    private static void insertTasks(Handle tx, Batch batch, int from, int end) {
        tx.createUpdate(
                        """
                        insert into tasks
                          (id, account_id, key_id, status, model, engine, prompt, aspect_ratio,
                           width, height, seed, format, price, created_at, started_at, finished_at,
                           attempts, progress)
                        with recursive numbers(i) as (
                          select :from union all select i + 1 from numbers where i + 1 < :end),
                        times(i, at) as (select i, :first + i * :step from numbers)
                        select
                          printf('%012x', at) || '7' || substr(lower(hex(randomblob(2))), 2)
                            || '8' || substr(lower(hex(randomblob(8))), 2),
                          k.account_id, k.id, iif(:completed, 'completed', 'queued'), 'z-image',
                          'idle', 'a poster that reads NUMBER ' || i || ' in bold type, warm tones',
                          '3:4', 864, 1152, abs(random()) % 4294967296, 'jpeg', :price, at,
                          iif(:completed, at + 20, null), iif(:completed, at + 150, null),
                          :completed, :completed
                        from times join api_keys k on k.id = 1 + i % :accounts
                        """)
                .bind("from", from)
                .bind("end", end)
                .bind("first", batch.firstMillis)
                .bind("step", batch.stepMillis)
                .bind("completed", batch.completed ? 1 : 0)
                .bind("price", PRICE)
                .bind("accounts", SeededInstallation.ACCOUNTS)
                .execute();
    }

    private static void insertCharges(Handle tx, Batch batch, int from, int end) {
        tx.createUpdate(
                        """
                        insert into ledger
                          (account_id, task_id, kind, amount, balance_after, created_at)
                        select t.account_id, t.id, 'charge', -:price,
                          a.balance - :price * row_number() over (
                            partition by t.account_id order by t.id),
                          t.created_at
                        from tasks t join accounts a on a.id = t.account_id
                        where t.id >= :low and t.id < :high
                          and not exists (select 1 from ledger l where l.task_id = t.id)
                        order by t.id
                        """)
                .bind("price", PRICE)
                .bind("low", batch.lowId(from))
                .bind("high", batch.lowId(end))
                .execute();
    }

    private static void insertImages(Handle tx, long mark) {
        tx.createUpdate(
                        """
                        insert into images (task_id, number, format, bytes, delete_at)
                        select t.id, 0, t.format, 180000, t.finished_at + :retention
                        from ledger l join tasks t on t.id = l.task_id where l.id > :mark
                        """)
                .bind("retention", Duration.ofDays(7).toMillis())
                .bind("mark", mark)
                .execute();
    }

    private static int count(Handle tx, Batch batch, long mark) {
        return tx.createUpdate(
                        """
                        update accounts
                        set balance = balance + added.amount,
                            tasks_in_flight = tasks_in_flight + added.tasks * :open
                        from (select account_id, sum(amount) as amount, count(*) as tasks
                              from ledger where id > :mark group by account_id) added
                        where added.account_id = accounts.id
                        """)
                .bind("open", batch.completed ? 0 : 1)
                .bind("mark", mark)
                .execute();
    }

    /// A point to return to with [#forgetSince].
    long mark() {
        return database.read(StoredTasks::lastEntry);
    }

    private static long lastEntry(Handle tx) {
        return tx.createQuery("select max(id) from ledger").mapTo(Long.class).one();
    }

    /// Removes all tasks that came after the mark as if they had never been, but for those that
    /// run, so that each round finds the table as the first one did.
    void forgetSince(long mark) {
        database.write(tx -> {
            tx.execute("create temp table if not exists forgotten (id text primary key) strict");
            tx.execute("delete from forgotten");
            tx.execute(
                    """
                    insert into forgotten
                    select l.task_id from ledger l join tasks t on t.id = l.task_id
                    where l.id > ? and l.kind = 'charge' and t.status <> 'running'
                    """,
                    mark);
            tx.execute(
                    """
                    update accounts
                    set balance = balance - gone.amount,
                        tasks_in_flight = tasks_in_flight - gone.open
                    from (select t.account_id, sum(l.amount) as amount,
                                 sum(t.status = 'queued') as open
                          from forgotten f join tasks t on t.id = f.id
                            join ledger l on l.task_id = f.id
                          group by t.account_id) gone
                    where gone.account_id = accounts.id
                    """);
            tx.execute("delete from images where task_id in (select id from forgotten)");
            tx.execute("delete from ledger where task_id in (select id from forgotten)");
            return tx.execute("delete from tasks where id in (select id from forgotten)");
        });
        checkpoint();
    }

    /// Checkpoints the log into the database, so that no round pays for earlier writes.
    private void checkpoint() {
        database.read(tx ->
                tx.createQuery("pragma wal_checkpoint(truncate)")
                        .map((row, context) -> row.getInt(1))
                        .list());
    }

    /// The newest tasks that wait and as many that have completed.
    List<Row> newest(int each) {
        List<Row> rows = new ArrayList<>();
        rows.addAll(newest("queued", each));
        rows.addAll(newest("completed", each));
        Collections.shuffle(rows, new Random(1));
        return rows;
    }

    private List<Row> newest(String status, int count) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select id, account_id from tasks where status = :status
                                order by id desc limit :count
                                """)
                        .bind("status", status)
                        .bind("count", count)
                        .map((row, context) -> new Row(row.getString(1), row.getLong(2)))
                        .list());
    }

    /// Completed tasks from anywhere, in no order.
    List<Row> any(int about) {
        List<Row> rows =
                database.read(tx ->
                        tx.createQuery(
                                        """
                                        select id, account_id from tasks
                                        where status = 'completed' and abs(random()) % (
                                          select max(1, count(*) / :about) from tasks) = 0
                                        """)
                                .bind("about", about)
                                .map((row, context) -> new Row(row.getString(1), row.getLong(2)))
                                .list());
        Collections.shuffle(rows, new Random(1));
        return rows;
    }
}
