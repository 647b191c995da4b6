package dev.zimage.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.server.Eventually;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of transactions when connections break and the server goes away.
class PostgresOutagesTest {

    @TempDir Path folder;

    private CuttingProxy proxy;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        PostgresCluster cluster = PostgresCluster.get();
        String url = PostgresCluster.url(folder);
        proxy = new CuttingProxy(cluster.port());
        database =
                Databases.source(
                                PostgresCluster.choice(
                                        url.replace(":" + cluster.port(), ":" + proxy.port())),
                                folder)
                        .open();
        database.write(tx -> tx.execute("insert into settings values ('count', '0')"));
    }

    @AfterEach
    void close() {
        database.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(CuttingProxy.Cut.class)
    void a_change_whose_commit_was_cut_is_made_once(CuttingProxy.Cut cut) {
        proxy.cut(cut);

        int changed = database.write(PostgresOutagesTest::increment);

        assertThat(changed).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(CuttingProxy.Cut.class)
    void a_change_of_a_group_whose_commit_was_cut_is_made_once(CuttingProxy.Cut cut) {
        proxy.cut(cut);

        int changed = database.write(7, PostgresOutagesTest::increment);

        assertThat(changed).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_transaction_that_lost_against_another_runs_again() {
        AtomicInteger runs = new AtomicInteger();

        int changed =
                database.write(tx -> {
                    if (runs.incrementAndGet() < 3) {
                        tx.execute(
                                "do $$ begin raise exception 'lost' using errcode = '40P01';"
                                        + " end $$");
                    }
                    return increment(tx);
                });

        assertThat(changed).isEqualTo(1);
        assertThat(runs).hasValue(3);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void after_a_restart_of_the_server_everything_goes_on() {
        PostgresCluster.get().stop();
        PostgresCluster.get().start();

        assertThat(count()).isZero();
        database.write(PostgresOutagesTest::increment);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_read_does_not_fail_when_the_server_has_ended_all_connections() {
        database.read(_ -> database.read(_ -> database.read(_ -> count())));

        PostgresCluster.get()
                .execute(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid()
                        """);

        assertThat(count()).isZero();
    }

    @Test
    void while_the_server_is_away_calls_fail_as_an_outage_and_work_again_afterwards() {
        PostgresCluster.get().stop();
        try {
            assertThat(failure(this::count)).isEqualTo(StorageFailure.UNREACHABLE);
            assertThat(failure(() -> database.write(PostgresOutagesTest::increment)))
                    .isEqualTo(StorageFailure.UNREACHABLE);
            assertThat(failure(() -> database.write(7, PostgresOutagesTest::increment)))
                    .isEqualTo(StorageFailure.UNREACHABLE);
            assertThat(failure(() -> database.check(null))).isEqualTo(StorageFailure.UNREACHABLE);
        } finally {
            PostgresCluster.get().start();
        }

        Eventually.seen(this::isBack, back -> back);
        database.check(StorageFailure.UNREACHABLE);
        database.write(PostgresOutagesTest::increment);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_failure_does_not_tell_the_values_of_a_row() {
        StorageException failure =
                catchThrowableOfType(
                        StorageException.class,
                        () ->
                                database.write(tx ->
                                        tx.createUpdate(
                                                        "insert into settings values (:name, :text)")
                                                .bind("name", (String) null)
                                                .bind("text", "a secret prompt")
                                                .execute()));

        for (Throwable at = failure; at != null; at = at.getCause()) {
            assertThat(String.valueOf(at.getMessage())).doesNotContain("secret");
        }
    }

    @Test
    void a_closed_database_says_so() {
        database.close();

        assertThat(failure(this::count)).isEqualTo(StorageFailure.CLOSED);
        assertThat(failure(() -> database.write(PostgresOutagesTest::increment)))
                .isEqualTo(StorageFailure.CLOSED);
        assertThat(failure(() -> database.write(7, PostgresOutagesTest::increment)))
                .isEqualTo(StorageFailure.CLOSED);
    }

    private boolean isBack() {
        try {
            return count() >= 0;
        } catch (StorageException e) {
            return false;
        }
    }

    private static StorageFailure failure(Runnable call) {
        return catchThrowableOfType(StorageException.class, call::run).failure();
    }

    private static int increment(Handle tx) {
        return tx.execute(
                """
                update settings set value = cast(cast(value as bigint) + 1 as text)
                where name = 'count'
                """);
    }

    private int count() {
        return database.read(tx ->
                tx.createQuery("select cast(value as integer) from settings where name = 'count'")
                        .mapTo(Integer.class)
                        .one());
    }
}
