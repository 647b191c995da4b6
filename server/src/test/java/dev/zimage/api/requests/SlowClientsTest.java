package dev.zimage.api.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.api.RawClient;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Clients that are slow, many, or gone: they hold nobody up, and the silent ones are let go.
@Timeout(400)
class SlowClientsTest {

    private static final int CLIENTS = 200;
    private static final int PATIENT = 10;
    private static final String GENERATIONS = "/api/v1/images/generations";

    @TempDir Path folder;

    /// The one long test: the silent clients and the one that waits longer than them share its half
    /// minute.
    @Test
    void silent_clients_are_let_go_and_a_patient_one_is_answered() throws Exception {
        try (TestServer server = TestServer.start(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<RawClient> silent = silent(server);
            List<Future<Duration>> trickling = trickling(server, threads);
            Future<TestServer.Reply> patient =
                    threads.submit(() -> server.submit("slow: a picture", "Prefer", "wait=36"));
            server.live().awaitStart();

            for (int i = 0; i < 10; i++) {
                server.awaitEnd(server.submitted("a cat"));
            }
            assertThat(patient.isDone()).isFalse();

            for (RawClient client : silent) {
                client.awaitClose();
                client.close();
            }
            for (Future<Duration> trickle : trickling) {
                assertThat(trickle.get()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(90));
            }
            TestServer.Reply answer = patient.get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("status").asString("")).isEqualTo("processing");
            server.live().letGo(1);
            JsonNode task = server.awaitEnd(answer.json().path("id").asString(""));
            assertThat(task.path("status").asString("")).isEqualTo("completed");
        }
    }

    /// Clients that are never silent and whose heads never end: in the first line, in a header,
    /// before the first line, and after a request that was served.
    private static List<Future<Duration>> trickling(TestServer server, ExecutorService threads) {
        String line = "GET /health/live HTTP/1.1\r\nHost: x\r\n";
        return List.of(
                threads.submit(trickle(server, "GET /", "a")),
                threads.submit(trickle(server, line + "X-Slow: ", "a")),
                threads.submit(trickle(server, "", "\r\n")),
                threads.submit(trickle(server, line + "\r\n", "\r\n")),
                threads.submit(trickle(server, line + "\r\n" + line, "X: y\r\n")));
    }

    /// How long it may go on.
    private static Callable<Duration> trickle(TestServer server, String begin, String drop) {
        return () -> {
            long start = System.nanoTime();
            try (RawClient client = new RawClient(server)) {
                client.send(begin);
                while (true) {
                    client.send(drop);
                    Thread.sleep(500);
                }
            } catch (SocketException closed) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
        };
    }

    @Test
    void connections_beyond_the_limit_wait_until_one_closes() throws Exception {
        String ask = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
        try (TestServer server = TestServer.start(folder, Map.of("limits.connections", "2"));
                RawClient first = new RawClient(server);
                RawClient second = new RawClient(server)) {
            assertThat(first.send(ask).receive().status()).isEqualTo(200);
            assertThat(second.send(ask).receive().status()).isEqualTo(200);
            try (RawClient third = new RawClient(server)) {
                third.send(ask).timeout(Duration.ofMillis(500));
                assertThatThrownBy(third::receive).isInstanceOf(SocketTimeoutException.class);
                first.end();
                assertThat(third.timeout(Duration.ofMinutes(2)).receive().status()).isEqualTo(200);
            }
        }
    }

    /// Two hundred requests that end in the header, in the body, in a chunk, or before they begin.
    private static List<RawClient> silent(TestServer server) throws IOException {
        String post =
                "POST "
                        + GENERATIONS
                        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + server.liveKey()
                        + "\r\n";
        List<String> halves =
                List.of(
                        "",
                        "POST " + GENERATIONS + " HTTP/1.1\r\nHost: x\r\nAutho",
                        post + "Content-Length: 100\r\n\r\n{\"model\":",
                        post + "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"model\":\r\n");
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(
                    new RawClient(server)
                            .timeout(Duration.ofMinutes(3))
                            .send(halves.get(i % halves.size())));
        }
        return clients;
    }

    @Test
    void clients_that_send_a_byte_now_and_then_hold_nobody_up() throws Exception {
        try (TestServer server = TestServer.start(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> trickles = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                trickles.add(threads.submit(trickle(server)));
            }
            for (int i = 0; i < 10; i++) {
                server.awaitEnd(server.submitted("a cat"));
            }
            for (Future<Integer> trickle : trickles) {
                assertThat(trickle.get()).isEqualTo(200);
            }
        }
    }

    private static Callable<Integer> trickle(TestServer server) {
        String body = TestServer.body("a slow cat");
        String request =
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(GENERATIONS, server.liveKey(), body.length(), body);
        return () -> {
            try (RawClient client = new RawClient(server)) {
                for (int i = 0; i < request.length(); i += 5) {
                    client.send(request.substring(i, Math.min(request.length(), i + 5)));
                    Thread.sleep(20);
                }
                return client.receive().status();
            }
        };
    }

    @Test
    void clients_that_hang_up_while_they_wait_keep_their_pictures() throws Exception {
        try (TestServer server = TestServer.start(folder, Map.of("engine.workers", "1"))) {
            String body = TestServer.body("pause: a picture");
            for (int i = 0; i < PATIENT; i++) {
                try (RawClient client = new RawClient(server)) {
                    client.send(
                            "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nPrefer: wait=50\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(GENERATIONS, server.liveKey(), body.length(), body));
                }
            }
            JsonNode tasks = awaitTasks(server, "limit=100", PATIENT);
            for (JsonNode task : tasks) {
                JsonNode ended = server.awaitEnd(task.path("id").asString(""));
                assertThat(ended.path("status").asString("")).isEqualTo("completed");
            }
            assertThat(server.balance()).isEqualTo(10_000 - 4 * PATIENT);
        }
    }

    private static JsonNode awaitTasks(TestServer server, String filter, int number) {
        JsonNode tasks =
                Eventually.seen(
                        () -> server.get("/api/v1/tasks?" + filter).json().path("data"),
                        found -> found.size() >= number);
        assertThat(tasks).as("tasks with " + filter).hasSize(number);
        return tasks;
    }

    @Test
    void two_hundred_clients_at_once_are_all_served() throws Exception {
        try (TestServer server =
                        TestServer.start(folder, Map.of("limits.requests_per_minute", "1000000"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String sameCat = TestServer.body("a cat").replace("}", ",\"seed\":1}");
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(
                        threads.submit(() ->
                                server.post(GENERATIONS, sameCat, "Prefer", "wait=50").status()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            awaitTasks(server, "status=completed&limit=100", 100);
            assertThat(server.balance()).isEqualTo(10_000 - 4 * CLIENTS);
        }
    }
}
