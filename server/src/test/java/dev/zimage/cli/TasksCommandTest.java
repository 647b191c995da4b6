package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnEveryDatabase
class TasksCommandTest {

    private static final String UNKNOWN = "task_0192aaaaaaaa7aaa8aaaaaaaaaaaaaaa";

    @TempDir Path folder;

    @AutoClose private TestServer server;
    private Shell shell;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, Map.of("engine.workers", "1"));
        shell = new Shell(folder, Clock.systemUTC());
        shell.environment().putAll(server.environment());
    }

    @Test
    void tasks_of_all_accounts_are_listed_newest_first() {
        String first = server.submitted("a boat\nat dawn");
        server.awaitEnd(first);
        shell.type("accounts create shop");
        shell.type("credits grant --account shop 100");
        String key = shell.type("keys create --account shop --name till").out().strip();
        String second =
                server.submit("a cat", "Authorization", "Bearer " + key)
                        .json()
                        .path("id")
                        .asString();
        server.awaitEnd(second);

        assertThat(ids("tasks list --json")).containsExactly(second, first);
        assertThat(ids("tasks list --json --limit 1")).containsExactly(second);
        assertThat(ids("tasks list --json --before " + second)).containsExactly(first);
        assertThat(ids("tasks list --json --account default")).containsExactly(first);
        assertThat(ids("tasks list --json --key " + key)).containsExactly(second);
        assertThat(ids("tasks list --json --account default --key " + key)).isEmpty();
        assertThat(ids("tasks list --json --text BOAT")).containsExactly(first);
        assertThat(shell.type("tasks list").lines().get(2))
                .startsWith(first + "  default  key_")
                .endsWith("a boat?at dawn");
    }

    @Test
    void a_status_selects_tasks() {
        String done = server.submitted("a boat");
        server.awaitEnd(done);
        String failed = server.submitted("fail: a cow");
        server.awaitEnd(failed);

        assertThat(ids("tasks list --json --status completed")).containsExactly(done);
        assertThat(ids("tasks list --json --status failed")).containsExactly(failed);
        assertThat(ids("tasks list --json --status processing")).isEmpty();
        assertThat(shell.type("tasks list --status broken").err())
                .contains("must be one of all, processing, completed, failed, not \"broken\"");
    }

    @Test
    void a_task_is_shown_with_all_that_is_known_of_it() {
        String id = server.submitted("a boat");
        JsonNode envelope = server.awaitEnd(id);

        JsonNode task = shell.type("tasks show --json " + id).json();

        assertThat(task.path("account").asString()).isEqualTo("default");
        assertThat(task.path("prompt").asString()).isEqualTo("a boat");
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("error").isNull()).isTrue();
        for (String same : new String[] {"seed", "credits", "width", "created_at", "expires_at"}) {
            assertThat(task.path(same)).as(same).isEqualTo(envelope.path(same));
        }
        assertThat(shell.type("tasks show " + id).out())
                .contains("prompt      a boat")
                .contains("status      completed");
        assertThat(shell.type("tasks show " + UNKNOWN).err())
                .isEqualTo("zimage: there is no task " + UNKNOWN + System.lineSeparator());
        assertThat(shell.type("tasks show 12").err()).contains("task_ and 32 hex digits");
    }

    @Test
    void cancelled_tasks_stop_on_the_server_and_their_credits_come_back()
            throws InterruptedException {
        String running = server.submitted("slow: a boat");
        server.live().awaitStart();
        assertThat(shell.type("tasks show " + running).out()).contains("status    running, ");
        String waiting = server.submitted("a cat");
        assertThat(server.balance()).isEqualTo(9_992);

        Shell.Result cancelled = shell.type("tasks cancel --json " + running + " " + waiting);

        assertThat(cancelled.code()).as(cancelled.err()).isZero();
        assertThat(cancelled.json().findValuesAsString("status"))
                .containsExactly("failed", "failed");
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(server.get("/api/v1/tasks/" + running).json().path("error").path("code").asInt())
                .isEqualTo(80_004);
        assertThat(server.awaitEnd(server.submitted("an ox")).path("status").asString())
                .isEqualTo("completed");
        assertThat(server.balance()).isEqualTo(9_996);
    }

    @Test
    void a_task_that_has_ended_cannot_be_cancelled_and_costs_what_it_did() {
        String done = server.submitted("a boat");
        server.awaitEnd(done);

        Shell.Result late = shell.type("tasks cancel " + done);

        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("zimage: " + done + " had ended");
        assertThat(server.balance()).isEqualTo(9_996);
    }

    @Test
    void an_unknown_task_stops_the_cancel_of_several_before_anything_is_changed() {
        String task = server.submitted("slow: a boat");

        assertThat(shell.type("tasks cancel " + task + " " + UNKNOWN).code()).isEqualTo(1);

        assertThat(server.get("/api/v1/tasks/" + task).json().path("status").asString())
                .isEqualTo("processing");
    }

    private List<String> ids(String words) {
        return shell.type(words).json().findValuesAsString("id");
    }
}
