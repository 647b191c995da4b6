package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SettableClock;
import dev.zimage.server.TestProgram;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BesideARunningServerTest {

    /// How long a running server may go on to honour a key that was revoked.
    private static final Duration PROMISE = Duration.ofSeconds(1);

    @TempDir Path folder;

    @Test
    void a_new_key_works_at_once_and_a_revoked_one_is_refused_within_a_second() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Shell shell = new Shell(folder, Clock.systemUTC());
            String key = shell.type("keys create --account default --name new").out().strip();
            assertThat(status(server, key)).isEqualTo(200);

            assertThat(shell.type("keys revoke " + key).code()).isZero();
            Thread.sleep(PROMISE);

            assertThat(code(server, key)).isEqualTo(10_004);
            assertThat(status(server, server.liveKey())).isEqualTo(200);
        }
    }

    @Test
    void a_key_that_another_process_revokes_is_refused_within_a_second() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(status(server, server.liveKey())).isEqualTo(200);

            Finished revoked =
                    process("keys", "revoke", "key_1", "--json", "--data", folder.toString());
            Thread.sleep(PROMISE);

            assertThat(revoked.code).as(revoked.output).isZero();
            assertThat(revoked.output).contains("\"status\":\"revoked\"");
            assertThat(code(server, server.liveKey())).isEqualTo(10_004);
        }
    }

    @Test
    void the_command_line_knows_where_the_server_listens_while_it_runs() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Shell shell = new Shell(folder, Clock.systemUTC());
            assertThat(shell.type("people invite lin@example.com --account default").out())
                    .contains(server.url("/setup?token="));

            Finished doctor = process("doctor", "--data", folder.toString());
            assertThat(doctor.output)
                    .contains("a zimage server answers on " + server.url("") + " and is ready");
        }
        assertThat(new Shell(folder).type("people reset lin@example.com").out())
                .contains("http://127.0.0.1:8080/");
    }

    @Test
    void a_suspended_account_reads_but_starts_nothing_until_it_is_resumed() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Shell shell = new Shell(folder, Clock.systemUTC());
            shell.type("accounts suspend default");
            Thread.sleep(PROMISE);

            assertThat(server.submit("a cat").errorCode()).isEqualTo(10_008);
            assertThat(server.balance()).isEqualTo(10_000);

            shell.type("accounts resume default");
            Thread.sleep(PROMISE);
            assertThat(server.submit("a cat").status()).isEqualTo(200);
        }
    }

    @Test
    void granted_credits_can_be_spent_and_the_ledger_shows_on_what() {
        try (TestServer server = TestServer.start(folder)) {
            Shell shell = new Shell(folder, Clock.systemUTC());
            shell.type("credits grant --account default -10000");
            assertThat(server.submit("a cat").errorCode()).isEqualTo(30_001);

            shell.type("credits grant --account default 4");
            String task = server.submitted("a cat");
            server.awaitEnd(task);

            JsonNode charge = shell.type("ledger --limit 1 --json").json().path(0);
            assertThat(charge.path("kind").asString()).isEqualTo("charge");
            assertThat(charge.path("task_id").asString()).isEqualTo(task);
            assertThat(charge.path("balance_after").asLong()).isZero();
            assertThat(shell.type("ledger").lines().get(1)).contains(task);
        }
    }

    @Test
    void the_list_of_keys_tells_what_each_has_spent_with_a_budget_or_without() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T23:00:00Z"));
        try (TestServer server = TestServer.start(folder, clock, Map.of())) {
            Shell shell = new Shell(folder, clock);
            String budgeted =
                    shell.type("keys create --account default --name shop --budget-day 8")
                            .out()
                            .strip();
            server.awaitEnd(server.submitted("a cat"));
            server.awaitEnd(server.submitted("fail: a cow"));
            clock.advance(Duration.ofHours(2));
            server.awaitEnd(server.submitted("a dog"));
            server.submit("an ox", "Authorization", "Bearer " + budgeted);

            JsonNode keys = shell.type("keys list --json").json();

            assertThat(keys.findValuesAsString("spent_today")).containsExactly("4", "0", "4");
            assertThat(keys.findValuesAsString("spent_total")).containsExactly("8", "0", "4");
            assertThat(shell.type("keys list").lines().get(1)).matches(".* 4 +8 +2026-.*");
            assertThat(shell.type("keys list").lines().get(3)).matches(".* 4 of 8 +4 +2026-.*");
        }
    }

    @Test
    void a_first_start_whose_port_is_taken_leaves_the_first_start_to_the_next() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finished failed =
                    process(
                            "serve",
                            "--data",
                            folder.toString(),
                            "--port",
                            String.valueOf(taken.getLocalPort()));

            assertThat(failed.code).isEqualTo(1);
            assertThat(failed.output)
                    .containsOnlyOnce("in use")
                    .containsPattern(
                            "(?m)^zimage: cannot listen on 127\\.0\\.0\\.1, port \\d+: it is in use; \\d+ is free: choose it with --port \\d+$");
        }

        Shell.Result started = new Shell(folder, Clock.systemUTC()).type("serve --port 0");

        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out())
                .contains("This is the first start")
                .contains("rk_live_")
                .contains("/setup?token=");
    }

    @Test
    void an_address_of_another_machine_is_not_called_in_use() throws Exception {
        Finished failed =
                process("serve", "--data", folder.toString(), "--host", "192.0.2.1", "--port", "0");

        assertThat(failed.code).isEqualTo(1);
        assertThat(failed.output)
                .contains("zimage: cannot listen on 192.0.2.1, port 0: ")
                .contains("; choose another with --host and --port")
                .doesNotContain("in use");
    }

    private static int status(TestServer server, String key) {
        return balance(server, key).status();
    }

    private static int code(TestServer server, String key) {
        return balance(server, key).errorCode();
    }

    private static TestServer.Reply balance(TestServer server, String key) {
        return server.send(
                server.request("/api/v1/balance").setHeader("Authorization", "Bearer " + key));
    }

    private record Finished(int code, String output) {}

    /// The program as a process of its own.
    private static Finished process(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(TestProgram.command(words)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output);
    }
}
