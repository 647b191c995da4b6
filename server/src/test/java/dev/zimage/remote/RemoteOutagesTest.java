package dev.zimage.remote;

import static dev.zimage.remote.RemoteInstallation.drawn;
import static dev.zimage.remote.RemoteInstallation.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What becomes of orders while a server that draws fails, is down or is killed.
class RemoteOutagesTest {

    @AutoClose private final RemoteInstallation remote = new RemoteInstallation();

    @Test
    void a_refusal_by_the_servers_policy_is_told_as_one_and_refunded() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        gpu.refuse(
                400, "{\"error\":{\"code\":\"moderation_blocked\",\"message\":\"secret-words\"}}");
        TestServer server = remote.withCats(gpu);

        JsonNode task = drawn(server, order(server, "cats"));

        assertThat(task.at("/error/code").asInt()).isEqualTo(80_006);
        assertThat(task.toString()).doesNotContain("secret-words");
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_failing_server_is_a_failure_of_its_own_kind_without_its_words() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        gpu.refuse(422, "{\"detail\":\"secret-words of " + gpu.url() + "\"}");
        TestServer server = remote.withCats(gpu);

        JsonNode task = drawn(server, order(server, "cats"));

        assertThat(task.at("/error/code").asInt()).isEqualTo(80_007);
        assertThat(task.toString()).doesNotContain("secret-words", "127.0.0.1:" + gpu.port());
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_model_whose_engine_is_down_is_refused_at_the_order() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer server = remote.withCats(gpu);
        gpu.close();
        awaitState(server, "unreachable");

        Reply reply = order(server, "cats");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.errorCode()).isEqualTo(60_012);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.errorMessage())
                .isEqualTo(
                        "No server that draws this model answers now; send the request again"
                                + " later");
        assertThat(server.balance()).isEqualTo(10_000);
        Reply ready = server.get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/engines/gpu").asString())
                .contains("correct engines.gpu.url")
                .doesNotContain("answers: does not answer");
        assertThat(order(server, "z-image").status()).isEqualTo(200);
    }

    /// A picture finds out that a server is gone, unless its probe has before.
    private static void awaitState(TestServer server, String state) {
        String seen =
                Eventually.seen(
                        () -> {
                            if (server.get("/api/v1/models/cats")
                                    .json()
                                    .path("ready")
                                    .asBoolean()) {
                                order(server, "cats");
                            }
                            return server.get("/health/ready").json().at("/engines/gpu").asString();
                        },
                        text -> text.startsWith(state));
        assertThat(seen).startsWith(state);
        server.get("/api/v1/tasks?status=processing&limit=100")
                .json()
                .path("data")
                .values()
                .forEach(task ->
                        server.post("/api/v1/tasks/" + task.path("id").asString() + "/cancel", ""));
    }

    @Test
    void orders_wait_for_an_engine_that_is_down_where_the_model_says_so() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        int port = gpu.port();
        TestServer server = remote.withCats(gpu, "models.cats.when_down", "wait");
        gpu.close();

        String id = order(server, "cats").json().path("id").asString();
        String state =
                Eventually.seen(
                        () -> server.get("/health/ready").json().at("/engines/gpu").asString(),
                        text -> text.startsWith("unreachable"));
        assertThat(state).startsWith("unreachable");
        assertThat(order(server, "cats").status()).isEqualTo(200);
        assertThat(server.get("/api/v1/tasks/" + id).json().path("status").asString())
                .isEqualTo("processing");
        remote.gpu(GpuServer.startOn(port));

        assertThat(server.awaitEnd(id).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void a_task_is_refunded_at_the_next_start_when_its_model_and_engine_were_removed() {
        GpuServer gpu = remote.gpu(GpuServer.start());
        TestServer before =
                remote.withCats(gpu, "models.cats.when_down", "wait", "database.url", "");
        gpu.close();
        String id = order(before, "cats").json().path("id").asString();
        String state =
                Eventually.seen(
                        () -> before.get("/health/ready").json().at("/engines/gpu").asString(),
                        text -> text.startsWith("unreachable"));
        assertThat(state).startsWith("unreachable");
        remote.close(before);

        TestServer after = remote.server("database.url", "");

        JsonNode task = after.awaitEnd(id);
        assertThat(task.path("status").asString()).isEqualTo("failed");
        assertThat(task.at("/error/message").asString()).contains("no longer offered");
        assertThat(after.balance()).isEqualTo(10_000);
    }

    @Test
    void killing_a_server_in_the_middle_of_twenty_tasks_loses_none_and_charges_none_twice() {
        GpuServer one = remote.gpu(GpuServer.startGated());
        GpuServer other = remote.gpu(GpuServer.start());
        TestServer server =
                remote.server(
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", one.url() + ", " + other.url(),
                        "engine.pixels", "65536",
                        "models.cats.engine", "gpu",
                        "models.cats.price", "0.02");

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(order(server, "cats").json().path("id").asString());
        }
        List<JsonNode> begun = Eventually.seen(one::orders, orders -> !orders.isEmpty());
        assertThat(begun).isNotEmpty();
        one.close();

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(server.awaitEnd(id).path("status").asString())
                                .isEqualTo("completed"));
        assertThat(server.balance()).isEqualTo(10_000 - 20 * 20);
        assertThat(other.orders()).hasSize(20);
    }

    @Test
    void killing_the_only_server_loses_no_task_either() {
        GpuServer gpu = remote.gpu(GpuServer.startGated());
        int port = gpu.port();
        TestServer server = remote.withCats(gpu, "engine.pixels", "65536");

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(order(server, "cats").json().path("id").asString());
        }
        List<JsonNode> begun = Eventually.seen(gpu::orders, orders -> orders.size() == 2);
        assertThat(begun).hasSize(2);
        gpu.close();
        remote.gpu(GpuServer.startOn(port));

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(server.awaitEnd(id).path("status").asString())
                                .isEqualTo("completed"));
        assertThat(server.balance()).isEqualTo(10_000 - 20 * 20);
    }
}
