package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.DataDirectory;
import dev.zimage.server.DatabaseLock;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `/health/ready` says is what happens to orders, whatever keeps them from being taken.
class OrderReadinessTest {

    private static final String ORDER = "/api/v1/images/generations";
    private static final String OPENAI = "/v1/images/generations";

    @TempDir Path folder;

    @Test
    void a_media_folder_that_cannot_be_written_refuses_orders_and_keeps_what_is_drawn()
            throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String running = server.submitted("slow: drawn meanwhile");
            server.live().awaitStart();
            MediaFolder media = MediaFolder.of(server.data()).putAway();

            assertUnavailable(server, "media", "pictures cannot be stored", 60_010);
            server.live().letGo(1);
            media.putBack();

            assertReady(server);
            assertThat(server.awaitEnd(running).path("status").asString()).isEqualTo("completed");
            server.awaitEnd(server.submitted("afterwards"));
            assertThat(server.balance()).isEqualTo(9_992);
        }
    }

    @Test
    void a_server_starts_without_a_media_folder_and_takes_orders_once_there_is_one()
            throws Exception {
        MediaFolder media = MediaFolder.of(new DataDirectory(folder));
        Files.writeString(media.path, "a file");
        try (TestServer server = TestServer.start(folder)) {
            assertUnavailable(server, "media", "pictures cannot be stored", 60_010);
            assertThat(server.get("/api/v1/balance").status()).isEqualTo(200);

            Files.delete(media.path);
            Files.createDirectory(media.path);

            assertReady(server);
            server.awaitEnd(server.submitted("afterwards"));
        }
    }

    @Test
    void an_order_is_not_taken_into_a_database_that_was_deleted() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String before = server.submitted("before");
            server.awaitEnd(before);
            Path database = server.data().databaseFile();
            Path away = Files.move(database, folder.resolve("away"));

            Reply refused = server.submit("lost");
            assertThat(refused.status() + "/" + refused.errorCode()).isEqualTo("503/70002");
            assertUnavailable(server, "database", "the files of the database were deleted", 70_002);
            assertThat(server.get("/api/v1/tasks/" + before).status()).isEqualTo(200);

            Files.move(away, database);
            assertReady(server);
            server.awaitEnd(server.submitted("afterwards"));
            assertThat(server.balance()).isEqualTo(9_992);
        }
    }

    @Test
    void a_database_that_another_process_keeps_locked_is_noticed_before_an_order_meets_it() {
        try (TestServer server = TestServer.start(folder)) {
            try (DatabaseLock _ = DatabaseLock.of(server)) {
                assertUnavailable(server, "database", "another process keeps", 70_002);
            }
            assertReady(server);
        }
    }

    @Test
    void a_full_queue_is_not_ready() throws Exception {
        Map<String, String> settings = Map.of("queue.capacity", "1", "engine.workers", "1");
        try (TestServer server = TestServer.start(folder, settings)) {
            server.submit("slow: runs");
            server.live().awaitStart();
            server.submit("slow: waits");

            Reply ready = notReady(server);
            assertThat(ready.json().path("status").asString()).isEqualTo("unavailable");
            assertThat(ready.json().path("queue").asString()).isEqualTo("full");
            assertThat(server.submit("has no room").errorCode()).isEqualTo(60_010);
            server.live().letGo(2);
            assertReady(server);
        }
    }

    @Test
    void a_reserve_that_cannot_be_made_keeps_no_server_from_working() throws Exception {
        Files.createDirectories(folder.resolve("reserve").resolve("in the way"));
        try (TestServer server = TestServer.start(folder)) {
            assertReady(server);
            server.awaitEnd(server.submitted("a boat"));
        }
    }

    private static void assertUnavailable(TestServer server, String part, String why, int code) {
        JsonNode health = notReady(server).json();
        assertThat(health.path("status").asString()).isEqualTo("unavailable");
        assertThat(health.path("storage").path(part).asString()).startsWith(why);

        Reply order = server.submit("a boat");
        assertThat(order.status() + "/" + order.errorCode()).isEqualTo("503/" + code);
        assertThat(order.header("Retry-After")).isNotEmpty();
        Reply dryRun = server.post(ORDER + "?dry_run=true", TestServer.body("a boat"));
        assertThat(dryRun.status() + "/" + dryRun.errorCode()).isEqualTo("503/" + code);
        Reply openAi = server.post(OPENAI, TestServer.body("a boat"));
        assertThat(openAi.status()).isEqualTo(503);
        assertThat(openAi.header("x-should-retry")).isEqualTo("true");
        assertThat(tool(server)).contains("Error " + code).contains("Try again in");
        assertThat(server.get("/api/v1/models/z-image").json().path("ready").asBoolean(true))
                .isFalse();
    }

    private static String tool(TestServer server) {
        String call =
                """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
                  "name": "generate_image", "arguments": {"prompt": "a boat"}}}\
                """;
        Reply reply = server.post("/mcp", call, "Accept", "application/json, text/event-stream");
        return new String(reply.raw().body(), UTF_8);
    }

    private static Reply notReady(TestServer server) {
        Reply ready =
                Eventually.seen(() -> server.get("/health/ready"), reply -> reply.status() == 503);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.header("Retry-After")).isEqualTo("5");
        return ready;
    }

    private static void assertReady(TestServer server) {
        Reply ready =
                Eventually.seen(() -> server.get("/health/ready"), reply -> reply.status() == 200);
        assertThat(ready.json().toString())
                .isEqualTo(
                        """
                        {"status":"ready","engines":{"sketch":"ready","stripes":"ready"},\
                        "storage":{"database":"ready","disk":"ready","media":"ready"},\
                        "queue":"ready"}\
                        """);
    }

    /// A media folder whose place a file can take, which stops root too.
    private record MediaFolder(Path path, Path away) {

        static MediaFolder of(DataDirectory data) {
            return new MediaFolder(data.media(), data.path().resolve("media.away"));
        }

        MediaFolder putAway() {
            try {
                Files.move(path, away);
                Files.writeString(path, "a file");
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void putBack() throws IOException {
            Files.delete(path);
            Files.move(away, path);
        }
    }
}
