package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.server.DatabaseLock;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients are told while the database cannot be used.
class UnavailableDatabaseTest {

    private static final String ORDERED =
            """
            {"model": "z-image", "prompt": "a boat"}\
            """;

    private static final String TOOL =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
              "name": "generate_image", "arguments": {"prompt": "a boat"}}}\
            """;

    @TempDir Path folder;

    @Test
    void orders_are_told_to_come_again_while_another_process_keeps_the_database_locked() {
        try (TestServer server = TestServer.start(folder)) {
            String before = server.submitted("before");
            server.awaitEnd(before);
            try (DatabaseLock _ = DatabaseLock.of(server)) {
                refusals(server).forEach(UnavailableDatabaseTest::assertComeAgain);
                assertThat(server.get("/api/v1/tasks/" + before).status()).isEqualTo(200);
                assertThat(server.get("/health/live").status()).isEqualTo(200);
            }

            Reply after =
                    Eventually.seen(() -> server.submit("after"), reply -> reply.status() == 200);
            server.awaitEnd(after.json().path("id").asString());
            assertThat(server.balance()).isEqualTo(9_992);
        }
    }

    @Test
    void an_order_that_was_taken_is_answered_as_such_when_the_database_fails_while_it_waits()
            throws Exception {
        try (TestServer server = TestServer.start(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> waiting =
                    threads.submit(() -> server.submit("slow: boat", "Prefer", "wait=3"));
            server.live().awaitStart();
            renameTable(server, "tasks", "gone");

            assertThat(waiting.get().status()).isEqualTo(200);
            assertThat(waiting.get().json().path("status").asString()).isEqualTo("processing");
            renameTable(server, "gone", "tasks");
            server.live().letGo(1);
        }
    }

    private static void renameTable(TestServer server, String from, String to) {
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table " + from + " rename to " + to));
        }
    }

    private static Stream<Reply> refusals(TestServer server) {
        return List.of("/api/v1/images/generations", "/v1/images/generations").stream()
                .map(path -> server.post(path, ORDERED));
    }

    private static void assertComeAgain(Reply refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.json().path("error").path("code").asString())
                .isIn("70002", "service_unavailable");
    }

    @Test
    void the_tool_of_language_models_is_told_the_same() {
        try (TestServer server = TestServer.start(folder);
                DatabaseLock _ = DatabaseLock.of(server)) {
            Reply refused =
                    server.post("/mcp", TOOL, "Accept", "application/json, text/event-stream");

            assertThat(new String(refused.raw().body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Error 70002", "Try again in 5 seconds");
        }
    }
}
