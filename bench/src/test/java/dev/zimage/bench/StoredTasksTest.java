package dev.zimage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Accounts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTasksTest {

    @TempDir private Path folder;
    @AutoClose private SeededInstallation installation;
    private StoredTasks tasks;

    @BeforeEach
    void open() {
        installation = SeededInstallation.create(folder.resolve("data"));
        tasks = installation.tasks();
    }

    @Test
    void written_tasks_leave_every_balance_the_sum_of_its_ledger() {
        tasks.addCompleted(500);
        tasks.addQueued(300);
        tasks.addQueued(300);
        assertThat(unbalanced()).isEmpty();
        assertThat(count("tasks where status = 'completed'")).isEqualTo(500);
        assertThat(count("tasks where status = 'queued'")).isEqualTo(600);
        assertThat(count("images")).isEqualTo(500);
        assertThat(sum("tasks_in_flight")).isEqualTo(600);
        assertThat(count("ledger where kind = 'charge'")).isEqualTo(1_100);
    }

    @Test
    void what_came_after_the_mark_can_be_forgotten() {
        tasks.addCompleted(100);
        tasks.addQueued(50);
        long balances = sum("balance");
        long mark = tasks.mark();
        tasks.addQueued(200);
        tasks.forgetSince(mark);
        assertThat(count("tasks")).isEqualTo(150);
        assertThat(sum("balance")).isEqualTo(balances);
        assertThat(sum("tasks_in_flight")).isEqualTo(50);
        assertThat(unbalanced()).isEmpty();
    }

    @Test
    void a_task_that_runs_is_not_forgotten() {
        long mark = tasks.mark();
        tasks.addQueued(10);
        installation
                .database()
                .write(tx ->
                        tx.execute(
                                """
                                update tasks set status = 'running', worker = 'w', lease_until = 1
                                where id = (select min(id) from tasks)
                                """));
        tasks.forgetSince(mark);
        assertThat(count("tasks where status = 'running'")).isEqualTo(1);
        assertThat(count("tasks")).isEqualTo(1);
        assertThat(sum("tasks_in_flight")).isEqualTo(1);
        assertThat(unbalanced()).isEmpty();
    }

    @Test
    void polls_name_tasks_that_there_are_with_the_key_of_their_account() {
        tasks.addCompleted(40);
        tasks.addQueued(40);
        assertThat(installation.pollsOfNewest(40)).hasSize(80);
        assertThat(installation.pollsOfAny(1_000)).hasSize(40);
    }

    private List<String> unbalanced() {
        return Accounts.open(installation.database(), Clock.systemUTC(), new SecureRandom())
                .ledger()
                .unbalancedAccounts();
    }

    private long count(String what) {
        return number("select count(*) from " + what);
    }

    private long sum(String column) {
        return number("select sum(" + column + ") from accounts");
    }

    private long number(String sql) {
        return installation.database().read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }
}
