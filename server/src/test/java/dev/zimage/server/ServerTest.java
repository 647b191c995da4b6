package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServerTest {

    @TempDir Path folder;

    @Test
    void a_submitted_task_is_drawn_paid_for_and_its_picture_can_be_fetched() {
        try (TestServer server = TestServer.start(folder)) {
            JsonNode task = server.awaitEnd(server.submitted("a cat"));

            assertThat(task.path("status").asString()).isEqualTo("completed");
            assertThat(server.balance()).isEqualTo(9_996);
            TestServer.Reply picture =
                    server.get(task.path("output").path("image_urls").path(0).asString());
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(picture.raw().body()).startsWith(0xFF, 0xD8);
        }
    }

    @Test
    void what_a_server_left_unfinished_is_finished_after_the_next_start() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("server.shutdown_grace", "1s"))) {
            String running = server.submitted("slow: one");
            server.live().awaitStart();
            server.stop();

            server.live().letGo(1);
            server.start();

            assertThat(server.awaitEnd(running).path("status").asString()).isEqualTo("completed");
            assertThat(server.balance()).isEqualTo(9_996);
        }
    }

    @Test
    void a_picture_that_comes_after_its_task_was_cancelled_is_not_kept() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String cancelled = server.submitted("deaf: one");
            server.live().awaitStart();
            assertThat(server.post("/api/v1/tasks/" + cancelled + "/cancel", "").status())
                    .isEqualTo(200);

            server.live().letGo(1);
            String next = server.submitted("what the worker draws then");
            server.awaitEnd(next);

            try (Stream<Path> files = Files.walk(server.data().media())) {
                assertThat(files.filter(Files::isRegularFile))
                        .extracting(file -> "task_" + file.getFileName())
                        .containsExactlyInAnyOrder(next + "-0.jpg", next + "-0-thumbnail.jpg");
            }
        }
    }
}
