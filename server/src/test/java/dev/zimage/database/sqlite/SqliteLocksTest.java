package dev.zimage.database.sqlite;

import static dev.zimage.database.sqlite.SettingChanges.names;
import static dev.zimage.database.sqlite.SettingChanges.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.CommitTrain;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes while another process keeps the file locked.
class SqliteLocksTest {

    @TempDir Path folder;

    private SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("zimage.db"));
    }

    /// One after the other they would take an attempt each at least.
    @Test
    void all_who_wait_for_the_lock_of_another_process_wait_at_the_same_time() throws Exception {
        int waiting = 20;
        Gate gate = new Gate();
        AtomicInteger attempts = new AtomicInteger();
        Runnable attempt =
                () -> {
                    gate.pass();
                    attempts.incrementAndGet();
                };
        try (SqliteDatabase database = open();
                Connection other = other();
                Statement lock = other.createStatement();
                Handle handle = watched(withBusyTimeout(Duration.ofMillis(100)), attempt);
                CommitTrain train = train(handle, Duration.ofMillis(500))) {
            lock.execute("begin immediate");
            List<StorageFailure> failures = new CopyOnWriteArrayList<>();
            List<Thread> riders =
                    IntStream.range(0, waiting)
                            .mapToObj(i ->
                                    Thread.ofPlatform()
                                            .start(() -> failures.add(failure(train, "a" + i))))
                            .toList();
            Eventually.seen(() -> riders, all -> all.stream().allMatch(SqliteLocksTest::waits));
            gate.open();
            for (Thread rider : riders) {
                rider.join();
            }
            int taken = attempts.get();
            lock.execute("rollback");

            assertThat(failures).hasSize(waiting).containsOnly(StorageFailure.BUSY);
            assertThat(taken).isLessThan(waiting);
            assertThat(train.<Integer>ride(tx -> set(tx, "then", ""))).isEqualTo(1);
            assertThat(names(database)).containsExactly("then");
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    /// The same connection, with something to do before each statement that it makes.
    private static Handle watched(Handle handle, Runnable before) {
        Connection real = handle.getConnection();
        Connection watched =
                (Connection)
                        Proxy.newProxyInstance(
                                Connection.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("createStatement")) {
                                        before.run();
                                    }
                                    try {
                                        return method.invoke(real, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        return Jdbi.open(watched);
    }

    @Test
    void a_change_is_made_once_or_refused_whenever_another_process_takes_the_lock()
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> made = ConcurrentHashMap.newKeySet();
        try (SqliteDatabase database = open();
                Connection other = other();
                Statement lock = other.createStatement();
                Handle handle = withBusyTimeout(Duration.ofMillis(5));
                CommitTrain train = train(handle, Duration.ofMillis(20));
                ExecutorService threads = Executors.newCachedThreadPool()) {
            database.write(tx -> tx.execute("create table made (name text) strict"));
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String name = "w" + writer;
                all.add(threads.submit(() -> makeUntil(stop, train, name, made)));
            }
            for (int i = 0; i < 20; i++) {
                lockFor(lock, Duration.ofMillis(40));
            }
            stop.set(true);
            for (Future<?> one : all) {
                one.get();
            }

            assertThat(made).isNotEmpty();
            assertThat(
                            database.<List<String>>read(tx ->
                                    tx.createQuery("select name from made")
                                            .mapTo(String.class)
                                            .list()))
                    .containsExactlyInAnyOrderElementsOf(made);
        }
    }

    private static void makeUntil(
            AtomicBoolean stop, CommitTrain train, String writer, Set<String> made) {
        for (int i = 0; !stop.get(); i++) {
            String name = writer + "-" + i;
            try {
                train.ride(tx ->
                        tx.createUpdate("insert into made values (:name)")
                                .bind("name", name)
                                .execute());
                made.add(name);
            } catch (StorageException e) {
                // refused, and so it must not be there
            }
        }
    }

    /// Takes the lock at the first moment that it is free.
    private static void lockFor(Statement lock, Duration duration) throws Exception {
        while (true) {
            try {
                lock.execute("begin immediate");
                break;
            } catch (SQLException e) {
                Thread.onSpinWait();
            }
        }
        Thread.sleep(duration);
        lock.execute("rollback");
    }

    private Connection other() throws SQLException {
        Connection connection = DriverManager.getConnection(url());
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 0");
        }
        return connection;
    }

    private Handle withBusyTimeout(Duration timeout) {
        Handle handle = Jdbi.open(url());
        handle.execute("pragma busy_timeout = " + timeout.toMillis());
        return handle;
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("zimage.db");
    }

    private static StorageFailure failure(CommitTrain train, String name) {
        try {
            train.ride(tx -> set(tx, name, ""));
            throw new AssertionError("the change was made");
        } catch (StorageException e) {
            return e.failure();
        }
    }

    private static CommitTrain train(Handle handle, Duration timeout) {
        return new CommitTrain(
                "writer", new SqliteTransactions(handle, () -> {}), SqliteFailures.CODES, timeout);
    }
}
