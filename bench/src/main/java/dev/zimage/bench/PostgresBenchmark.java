package dev.zimage.bench;

import dev.zimage.bench.LoadGenerator.Load;
import dev.zimage.bench.postgres.PostgresPrograms;
import dev.zimage.bench.postgres.PostgresServer;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The service on PostgreSQL: orders of one process and of two against `pgbench` with the same
/// statements, and claims from large tables.
final class PostgresBenchmark implements Benchmark {

    private static final int CLIENTS = 64;
    private static final int ACCOUNTS = 20;
    private static final int MANY_ACCOUNTS = 1_000;
    private static final Target AS_MANY = new Target.RatioAtLeast(1.0);
    private static final Target HALF_AGAIN = new Target.RatioAtLeast(1.5);
    private static final double A_FIFTH_MORE = 1.2;
    private static final Target WITHIN_A_FIFTH = new Target.RatioAtLeast(0.8);

    /// What an order is for the database, each in a transaction of its own.
    private static final String ORDER =
            """
            \\set account random(1, 20)
            begin;
            update accounts set balance = balance - 4, tasks_in_flight = tasks_in_flight + 1
            where id = :account and status = 'active' and balance >= 4
              and tasks_in_flight + 1 <= coalesce(max_tasks_in_flight, 1000000)
            returning balance \\gset
            insert into tasks (id, account_id, key_id, status, model, engine, prompt,
              aspect_ratio, width, height, seed, format, price, created_at)
            values (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
                || '7' || substr(md5(random()::text), 1, 19),
              :account, :account, 'queued', 'z-image', 'idle',
              'a poster that reads OPENING SOON in bold type, warm tones', '1:1', 1024, 1024, 1,
              'jpeg', 4, (extract(epoch from clock_timestamp()) * 1000)::bigint)
            returning id \\gset
            insert into ledger (account_id, task_id, kind, amount, balance_after, created_at)
            values (:account, :id, 'charge', -4, :balance,
              (extract(epoch from clock_timestamp()) * 1000)::bigint);
            commit;
            """;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String description() {
        return "orders and claims on PostgreSQL, which must be installed, against pgbench";
    }

    @Override
    public boolean isOnlyByName() {
        return PostgresPrograms.installed().isEmpty();
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        PostgresPrograms programs =
                PostgresPrograms.installed()
                        .orElseThrow(() ->
                                new IOException(
                                        "PostgreSQL is not installed (apt-get install postgresql)"));
        try (PostgresServer server = PostgresServer.start(programs)) {
            List<Figure> figures = new ArrayList<>(orders(stage, server));
            figures.addAll(claims(stage, server));
            return figures;
        }
    }

    private static List<Figure> orders(BenchContext stage, PostgresServer server) throws Exception {
        Path unused = stage.scratch().path("unused");
        try (PostgresInstallation installation =
                        PostgresInstallation.create(server, "orders", ACCOUNTS, unused);
                ChildServer one = process(stage, installation);
                ChildServer other = process(stage, installation)) {
            BenchPlan plan = stage.plan();
            stage.say("postgres: orders");
            Samples alone = new Samples();
            Samples together = new Samples();
            Samples bare = new Samples();
            Samples aloneMicros = new Samples();
            Samples togetherMicros = new Samples();
            warmUp(one, installation, plan);
            warmUp(other, installation, plan);
            int seconds = (int) Math.max(1, plan.round().toSeconds());
            for (int i = 0; i < plan.rounds(); i++) {
                round(List.of(one), installation, plan.round(), alone, aloneMicros);
                bare.add(server.transactionsPerSecond("orders", ORDER, CLIENTS, seconds));
                round(List.of(one, other), installation, plan.round(), together, togetherMicros);
            }
            return List.of(
                    new Figure(
                            "submit to PostgreSQL, 64 clients (baseline: pgbench)",
                            Quantity.perSecond(alone.median()),
                            Quantity.perSecond(bare.median()),
                            AS_MANY),
                    new Figure(
                            "the same over two processes, 128 clients (baseline: one, 64)",
                            Quantity.perSecond(together.median()),
                            Quantity.perSecond(alone.median()),
                            HALF_AGAIN),
                    new Figure(
                            "processor time each, two processes (baseline: one)",
                            Quantity.micros(togetherMicros.median()),
                            Quantity.micros(aloneMicros.median()),
                            new Target.AtMost(
                                    Quantity.micros(A_FIFTH_MORE * aloneMicros.median()))));
        }
    }

    private static ChildServer process(BenchContext stage, PostgresInstallation installation)
            throws IOException {
        Path folder = installation.processFolder(stage.scratch().path("process"));
        return ChildServer.start(stage, ServiceProcess.class, folder.toString());
    }

    /// Sends so many orders, however long they take, that the process has compiled what it runs: on
    /// a busy machine a fixed time measures the interpreter, and the process that warmed up second
    /// against the one that went first.
    private static void warmUp(
            ChildServer process, PostgresInstallation installation, BenchPlan plan)
            throws Exception {
        double seconds = plan.warmUp().toNanos() / 1e9;
        for (double orders = 0; orders < plan.warmUpOrders(); ) {
            orders += load(process, installation, CLIENTS, plan.warmUp()).perSecond() * seconds;
        }
    }

    /// Orders from as many clients for each process: a process with half as many has smaller groups
    /// to commit, and wakes up more often for each order.
    private static void round(
            List<ChildServer> processes,
            PostgresInstallation installation,
            Duration length,
            Samples rates,
            Samples micros)
            throws Exception {
        Duration before = processorTime(processes);
        double rate = 0;
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            List<Callable<Load>> loads = new ArrayList<>();
            for (ChildServer process : processes) {
                loads.add(() -> load(process, installation, CLIENTS, length));
            }
            for (Future<Load> load : executor.invokeAll(loads)) {
                rate += load.get().perSecond();
            }
        }
        Duration used = processorTime(processes).minus(before);
        rates.add(rate);
        micros.add(used.toNanos() / 1e3 / Math.max(1, rate * length.toNanos() / 1e9));
    }

    private static Load load(
            ChildServer process, PostgresInstallation installation, int clients, Duration length)
            throws IOException {
        try (LoadGenerator load =
                LoadGenerator.connect(process.address(), clients, installation.submits())) {
            return load.run(length);
        }
    }

    private static Duration processorTime(List<ChildServer> processes) {
        return processes.stream()
                .map(ChildServer::processorTime)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// An old snapshot keeps the database from removing the rows of earlier states.
    private static List<Figure> claims(BenchContext stage, PostgresServer server) throws Exception {
        BenchPlan plan = stage.plan();
        Path unused = stage.scratch().path("unused");
        try (PostgresInstallation empty =
                        PostgresInstallation.create(server, "few", ACCOUNTS, unused);
                PostgresInstallation full =
                        PostgresInstallation.create(server, "full", ACCOUNTS, unused);
                PostgresInstallation many =
                        PostgresInstallation.create(server, "many", MANY_ACCOUNTS, unused)) {
            stage.say(
                    String.format(Locale.ROOT, "postgres: storing %,d tasks", plan.storedTasks()));
            full.addCompleted(plan.storedTasks());
            stage.say("postgres: claims");
            List<Figure> figures = new ArrayList<>();
            try (Connection old = DriverManager.getConnection(server.jdbcUrl("full"));
                    Statement statement = old.createStatement()) {
                old.setAutoCommit(false);
                statement.execute("set transaction isolation level repeatable read");
                statement.execute("select count(*) from accounts");
                figures.add(
                        ClaimRounds.compare(
                                plan,
                                full,
                                empty,
                                String.format(
                                        Locale.ROOT,
                                        " on PostgreSQL with %,d tasks and an open snapshot",
                                        plan.storedTasks()),
                                WITHIN_A_FIFTH));
            }
            figures.add(
                    ClaimRounds.compare(
                            plan,
                            many,
                            empty,
                            String.format(
                                    Locale.ROOT,
                                    " on PostgreSQL for %,d accounts (baseline: %d)",
                                    MANY_ACCOUNTS,
                                    ACCOUNTS),
                            null));
            return figures;
        }
    }
}
