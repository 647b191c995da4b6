package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Pictures that their owners delete.
final class DeleteOutputTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static Reply delete(TestServer server, String id) {
        return server.send(server.request("/api/v1/tasks/" + id + "/output").DELETE());
    }

    private static Reply fetch(TestServer server, String link) {
        return server.send(HttpRequest.newBuilder(URI.create(link)));
    }

    @Test
    void a_deleted_picture_is_gone_and_its_task_stays() {
        TestServer server = SERVER.get();
        JsonNode before = server.awaitEnd(server.submitted("a red boat"));
        String id = before.path("id").asString();
        String link = before.at("/output/image_urls/0").asString();
        assertThat(fetch(server, link).status()).isEqualTo(200);
        long balance = server.balance();

        Reply deleted = delete(server, id);

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().path("status").asString()).isEqualTo("completed");
        assertThat(deleted.json().at("/output/image_urls").isEmpty()).isTrue();
        assertThat(deleted.json().path("expires_at").asLong())
                .isLessThan(before.path("expires_at").asLong());
        assertThat(deleted.json().at("/usage/credits").asInt()).isEqualTo(4);
        assertThat(server.balance()).isEqualTo(balance);
        assertThat(fetch(server, link).status()).isEqualTo(410);
        assertThat(fetch(server, link).errorCode()).isEqualTo(40402);
        Reply again = delete(server, id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(deleted.json());
        assertThat(server.get("/api/v1/tasks/" + id).json()).isEqualTo(deleted.json());
    }

    @Test
    void a_task_without_a_picture_has_nothing_to_delete() {
        TestServer server = SERVER.get();
        JsonNode failed = server.awaitEnd(server.submitted("fail: a task without a picture"));
        Reply deleted = delete(server, failed.path("id").asString());
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json()).isEqualTo(failed);
    }

    @Test
    void a_task_that_has_not_ended_is_told_apart_from_one_that_is_unknown() {
        TestServer server = SERVER.get();
        String id = server.submitted("slow: a cat");
        Reply early = delete(server, id);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.errorCode()).isEqualTo(40902);
        assertThat(server.post("/api/v1/tasks/" + id + "/cancel", "").status()).isEqualTo(200);
        Reply unknown = delete(server, "task_00000000000000000000000000000000");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.errorCode()).isEqualTo(40001);
    }
}
