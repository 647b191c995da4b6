package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders that fail unexpectedly before they are taken.
@OnEveryDatabase
class FailedSubmissionsTest {

    private static final String TOOL =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
              "name": "generate_image", "arguments": {"prompt": "a boat"}}}\
            """;

    @TempDir Path folder;

    /// Of the transaction of an order, in its order: the ledger comes after the debit.
    @ParameterizedTest
    @ValueSource(strings = {"ledger", "tasks", "idempotency_keys"})
    void an_order_that_cannot_be_stored_is_60001_and_costs_nothing(String table) {
        try (TestServer server = TestServer.start(folder)) {
            rename(server, table, "gone");
            Reply refused = server.submit("a boat", "Idempotency-Key", "order-1");
            rename(server, "gone", table);

            requireUncharged(server, refused, 60001, "stored");
            Reply again = server.submit("a boat", "Idempotency-Key", "order-1");
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replayed")).isEmpty();
            assertThat(server.balance()).isEqualTo(9_996);
        }
    }

    @Test
    void an_order_that_cannot_be_started_is_60002_and_costs_nothing() {
        try (TestServer server = TestServer.start(folder)) {
            server.live().breakDown(true);
            Reply refused = server.submit("a boat", "Idempotency-Key", "order-1");
            server.live().breakDown(false);

            requireUncharged(server, refused, 60002, "started");
            assertThat(server.submit("a boat", "Idempotency-Key", "order-1").status())
                    .isEqualTo(200);
        }
    }

    private static void requireUncharged(
            TestServer server, Reply refused, int code, String message) {
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.errorMessage()).contains(message, "nothing was charged", "request id");
        assertThat(refused.errorMessage()).doesNotContain("gone", "told to", "Exception");
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(server.get("/api/v1/tasks").json().path("data").size()).isZero();
    }

    @Test
    void the_other_dialects_say_the_same() {
        try (TestServer server = TestServer.start(folder)) {
            rename(server, "tasks", "gone");
            Reply openai = server.post("/v1/images/generations", "{\"prompt\":\"a boat\"}");
            Reply tool = server.post("/mcp", TOOL, "Accept", "application/json, text/event-stream");
            rename(server, "gone", "tasks");

            assertThat(openai.status()).isEqualTo(500);
            assertThat(openai.json().at("/error/code").asString()).isEqualTo("internal_error");
            assertThat(openai.errorMessage()).contains("nothing was charged");
            assertThat(new String(tool.raw().body(), UTF_8))
                    .contains("Error 60001", "nothing was charged", "the request id req_");
            assertThat(server.balance()).isEqualTo(10_000);
        }
    }

    private static void rename(TestServer server, String from, String to) {
        try (Database database = server.openDatabase()) {
            database.write(tx -> tx.execute("alter table " + from + " rename to " + to));
        }
    }
}
