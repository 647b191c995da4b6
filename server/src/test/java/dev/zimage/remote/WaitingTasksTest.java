package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Tasks that wait for a server which has no room, or is gone.
class WaitingTasksTest {

    @AutoClose private final RemoteInstallation remote = new RemoteInstallation();

    /// @param more names and values in turn
    private TestServer serverFor(GpuServer gpu, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "engine.pixels", "65536",
                                "engines.gpu.at_once", "1",
                                "models.cats.when_down", "wait"));
        settings.addAll(List.of(more));
        return remote.withCats(remote.gpu(gpu), settings.toArray(String[]::new));
    }

    private static String order(TestServer server) {
        return RemoteInstallation.order(server, "cats").json().path("id").asString();
    }

    private static void assertGivenUp(TestServer server, String id, String longestWait) {
        JsonNode task = server.awaitEnd(id);
        assertThat(task.at("/error/code").asInt()).isEqualTo(80_008);
        assertThat(task.at("/error/message").asString())
                .contains("did not take the task within " + longestWait + ".");
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_server_that_is_full_for_ever_costs_nothing_in_the_end() {
        GpuServer full = GpuServer.start();
        full.refuse(429, "{}");
        TestServer installation =
                serverFor(full, "engines.gpu.timeout", "1s", "task.longest_wait", "1s");

        assertGivenUp(installation, order(installation), "1 s");
        assertThat(full.orders()).isNotEmpty();
    }

    @Test
    void a_server_that_is_away_for_too_long_costs_nothing_in_the_end() {
        GpuServer gone = GpuServer.start();
        gone.close();
        TestServer installation = serverFor(gone, "task.longest_wait", "2s");

        assertGivenUp(installation, order(installation), "2 s");
    }

    @Test
    void a_task_that_waits_for_room_has_not_started() {
        GpuServer busy = GpuServer.startGated();
        TestServer installation = serverFor(busy);
        List<String> ids = List.of(order(installation), order(installation));

        List<JsonNode> claimed =
                Eventually.seen(
                        () -> ids.stream().map(id -> poll(installation, id)).toList(),
                        seen ->
                                seen.stream().allMatch(WaitingTasksTest::isClaimed)
                                        && seen.stream().anyMatch(WaitingTasksTest::hasStarted));
        assertThat(claimed).filteredOn(WaitingTasksTest::hasStarted).hasSize(1);
        busy.letGo(2);

        assertThat(ids)
                .allSatisfy(id -> assertThat(hasStarted(installation.awaitEnd(id))).isTrue());
    }

    private static JsonNode poll(TestServer server, String id) {
        return server.get("/api/v1/tasks/" + id).json();
    }

    private static boolean isClaimed(JsonNode task) {
        return task.path("queue_position").isNull();
    }

    private static boolean hasStarted(JsonNode task) {
        return !task.path("started_at").isNull();
    }
}
