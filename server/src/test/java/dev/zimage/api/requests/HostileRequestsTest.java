package dev.zimage.api.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zimage.api.RawClient;
import dev.zimage.errors.ErrorCode;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no well-meaning client sends: each is answered in the shape of our errors, never
/// with a 500, and costs nothing.
@Timeout(200)
class HostileRequestsTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    private static final String NO_TASK = "/media/tasks/" + "0".repeat(32);

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    /// Paths and the status that each is answered with.
    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("//", 404),
                arguments("///api/v1/balance", 404),
                arguments("/api//v1/balance", 404),
                arguments("/API/v1/balance", 404),
                arguments("/%2e%2e/api/v1/balance", 400),
                arguments("/api/%2e%2e/api/v1/balance", 404),
                arguments("/..", 400),
                arguments("/../../etc/passwd", 400),
                arguments("/%00", 400),
                arguments("/api/v1/balance%00", 400),
                arguments("/api/v1/balance;jsessionid=1", 404),
                arguments("/api;x=1/v1/balance", 404),
                arguments("/api/v1/tasks/%2e%2e", 404),
                arguments("/api/v1/tasks/a%2Fb", 404),
                arguments("/api/v1/tasks/a%5cb", 404),
                arguments("/api/v1/tasks/%zz", 400),
                arguments("/api/v1/tasks/%", 400),
                arguments("/api/v1/tasks/%ff%fe", 400),
                arguments("/api/v1/tasks/%ED%A0%80", 400),
                arguments("/api/v1/tasks?limit=%ff", 400),
                arguments("/api/v1/tasks?limit=1&limit=2", 400),
                arguments("/api/v1/tasks?limit=1;limit=2", 400),
                arguments("/api/v1/tasks?before=%00", 400),
                arguments("/api/v1/tasks?%ff=1", 400),
                arguments("/api/v1/tasks?" + "a=1&".repeat(3000), 400),
                arguments("/api/v1/models/a%0d%0aX-Evil:1", 404),
                arguments("/api/v1/models/..;/", 400),
                arguments("/api/v1/bal ance", 400),
                arguments("/api/v1/\u00e9", 400),
                arguments("/" + "a".repeat(9_000), 404),
                arguments("/" + "a".repeat(20_000), 414),
                arguments("http://elsewhere.example/api/v1/balance", 400),
                arguments("elsewhere.example:80", 400),
                arguments("*", 400),
                arguments("/media/", 404),
                arguments("/media/../zimage.db", 404),
                arguments("/media/tasks/..%2f..%2fzimage.db/0.jpg", 403),
                arguments(NO_TASK + "/..%2f0.jpg", 403),
                arguments(NO_TASK + "//0.jpg", 404),
                arguments(NO_TASK + "/%2e%2e/0.jpg?expires=1&signature=x", 404),
                arguments(NO_TASK + "/0.jpg;x=y?expires=9&signature=z", 403),
                arguments(NO_TASK + "/0%2ejpg?expires=9&signature=z", 403),
                arguments(NO_TASK + "/0.jpg?expires=1&expires=2&signature=z", 400),
                arguments(NO_TASK + "/0.jpg?expires=99999999999999999999&signature=z", 403),
                arguments(NO_TASK + "/0.jpg?expires=-1&signature=", 403));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void an_odd_path_is_refused(String path, int status) throws IOException {
        requireRefused(get(path), status);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + headers() + "Connection: close\r\n\r\n";
    }

    private static String headers() {
        return "Host: x\r\nAuthorization: Bearer " + SHARED.get().liveKey() + "\r\n";
    }

    private static void requireRefused(String request, int status) throws IOException {
        requireError(RawClient.exchange(SHARED.get(), request), status);
        requireAlive();
    }

    private static void requireError(RawClient.Reply reply, int status) {
        assertThat(reply.status()).as(reply.head() + reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("x-request-id")).matches("req_[0-9a-f-]{36}");
        assertThat(reply.json().path("error").path("request_id").asString(""))
                .isEqualTo(reply.header("x-request-id"));
        assertThat(reply.errorCode()).isBetween(10_000, 49_999);
        assertThat(reply.json().path("error").path("message").asString("")).isNotBlank();
        assertThat(reply.head()).doesNotContain("X-Evil", "Jetty", "Javalin");
    }

    private static void requireAlive() {
        assertThat(SHARED.get().get("/health/live").status()).isEqualTo(200);
        assertThat(SHARED.get().balance()).isEqualTo(10_000);
    }

    static final List<String> methods =
            List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get");

    @ParameterizedTest
    @FieldSource("methods")
    void a_method_that_a_path_does_not_take_is_405_with_those_it_takes(String method)
            throws IOException {
        String path = "/api/v1/balance";
        RawClient.Reply reply = RawClient.exchange(SHARED.get(), get(path).replace("GET", method));
        requireError(reply, 405);
        assertThat(reply.errorCode()).isEqualTo(40_501);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        requireError(RawClient.exchange(SHARED.get(), get("/nope").replace("GET", method)), 404);
    }

    @Test
    void connect_is_refused() throws IOException {
        requireRefused(get("/api/v1/balance").replace("GET", "CONNECT"), 400);
        requireRefused(get("elsewhere:443").replace("GET", "CONNECT"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/balance",
                "/api/v1/tasks",
                "/api/v1/models",
                "/api/v1/models/z-image",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/openapi.json",
                "/nope",
                "/media/tasks/0/0.jpg",
                "/api/v1/tasks/task_0"
            })
    void head_is_get_without_the_body(String path) throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            String ask = "HEAD " + path + " HTTP/1.1\r\n" + headers() + "\r\n";
            String head = client.send(ask).head();
            RawClient.Reply next = client.send(get(path)).receive();

            assertThat(head).startsWith("HTTP/1.1 " + next.status() + " ");
            assertThat(head).contains("Content-Type: " + next.header("Content-Type"));
            assertThat(head).containsIgnoringCase("Content-Length: ");
        }
    }

    /// Requests without the two usual headers, each with its status.
    static Stream<Arguments> requests() {
        String many =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "X-" + i + ": a\r\n")
                        .reduce("", String::concat);
        return Stream.of(
                arguments("GET /health/live HTTP/1.1\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.2\r\nHost: x\r\n\r\n", 505),
                arguments("GET /health/live HTTP/3.7\r\nHost: x\r\n\r\n", 505),
                arguments("GET /health/live\r\n\r\n", 505),
                arguments("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426),
                arguments("G E T /health/live HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: a b<c>\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: a:99999\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: x\r\nfoo\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", 400),
                arguments("GET /health/live HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 400),
                arguments(
                        "GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n",
                        431),
                arguments("GET /health/live HTTP/1.1\r\nHost: x\r\n" + many + "\r\n", 431),
                arguments("\u0016\u0003\u0001\u0002\0\u0001\0\u0001ü\u0003\u0003\0\0\0\n", 400),
                arguments("\0ÿ\0ÿ\0ÿ\0ÿ\r\n\r\n", 400));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_no_http_is_refused(String request, int status) throws IOException {
        requireRefused(request, status);
    }

    /// Headers of a submission, its body and the status.
    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400),
                arguments("Content-Length: 2\r\nContent-Length: 3\r\n", "{} ", 400),
                arguments("Content-Length: -1\r\n", "{}", 400),
                arguments("Content-Length: 99999999999999999999\r\n", "{}", 400),
                arguments("Content-Length: 9000000000000000000\r\n", "{}", 413),
                arguments("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked\r\n", "-1\r\n{}\r\n0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFF\r\n{}", 413),
                arguments("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n", 501),
                arguments("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n", 501),
                arguments("Transfer-Encoding: x, Chunked\r\n", "0\r\n\r\n", 501),
                arguments(
                        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                        "0\r\n\r\n",
                        501),
                arguments("Transfer-Encoding: gzip\r\n", "0\r\n\r\n", 400),
                arguments("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n", 400),
                arguments("Content-Length: 2\r\nExpect: the-unexpected\r\n", "{}", 417),
                arguments("Content-Length: 2\r\nContent-Encoding: gzip\r\n", "{}", 415),
                arguments("Content-Length: 2\r\nIdempotency-Key: \u00e9\r\n", VALID, 400),
                arguments("", "", 400));
    }

    private static final String VALID = TestServer.body("a cat");

    @ParameterizedTest
    @MethodSource("bodies")
    void an_odd_body_is_refused(String headers, String body, int status) throws IOException {
        requireRefused(post(headers) + body, status);
    }

    private static String post(String headers) {
        return "POST "
                + GENERATIONS
                + " HTTP/1.1\r\nContent-Type: application/json\r\n"
                + headers()
                + headers
                + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"})
    void a_body_that_ends_too_early_is_refused(String length) throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            RawClient.Reply reply =
                    client.send(post(length) + "9\r\n{\"model\":\r\n").end().receive();
            requireError(reply, 400);
        }
        requireAlive();
    }

    @Test
    void chunks_that_are_not_valid_are_not_called_late_only() throws IOException {
        RawClient.Reply reply =
                RawClient.exchange(SHARED.get(), post("Transfer-Encoding: chunked\r\n") + "zz\r\n");

        requireError(reply, 400);
        assertThat(reply.body()).contains("its chunks are not valid");
    }

    private static String padded(int length) {
        return VALID + " ".repeat(length - VALID.length());
    }

    private static String sized(String body) {
        return post("Content-Length: " + body.length() + "\r\n") + body;
    }

    private static String chunked(String body) {
        StringBuilder chunks = new StringBuilder(post("Transfer-Encoding: chunked\r\n"));
        for (int i = 0; i < body.length(); i += 4_000) {
            String chunk = body.substring(i, Math.min(body.length(), i + 4_000));
            chunks.append(Integer.toHexString(chunk.length())).append("\r\n");
            chunks.append(chunk).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    @Test
    void a_body_of_64_kib_is_the_largest() throws IOException {
        String wrong = "{\"x\":1}";
        String largest = wrong + " ".repeat(65_536 - wrong.length());
        for (String request : List.of(sized(largest), chunked(largest))) {
            RawClient.Reply reply = RawClient.exchange(SHARED.get(), request);
            requireError(reply, 400);
            assertThat(reply.errorCode()).isEqualTo(20_002);
        }
        for (String request : List.of(sized(padded(65_537)), chunked(padded(65_537)))) {
            RawClient.Reply reply = RawClient.exchange(SHARED.get(), request);
            requireError(reply, 413);
            assertThat(reply.errorCode()).isEqualTo(20_011);
        }
        requireAlive();
    }

    /// The client sends nothing after the size and waits.
    @ParameterizedTest
    @ValueSource(strings = {"ffffffff\r\n", "10001\r\n", "5;a=b\r\n{\"x\":\r\n10000", "0ffffff;a"})
    void a_chunk_that_is_announced_as_too_large_is_not_waited_for(String chunks)
            throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(post("Transfer-Encoding: chunked\r\n") + chunks);
            RawClient.Reply reply = client.receive();
            requireError(reply, 413);
            assertThat(reply.errorCode()).isEqualTo(ErrorCode.BODY_TOO_LARGE.number());
            assertThat(reply.header("Connection")).isEqualTo("close");
        }
        requireAlive();
    }

    @Test
    void a_body_in_chunks_is_read_however_it_is_cut() throws IOException {
        String chunks = "2;a=\"b\"\r\n{\"\r\n0003\r\nx\":\r\n2\r\n1}\r\n0\r\nX: y\r\n\r\n";
        try (RawClient client = new RawClient(SHARED.get())) {
            for (int piece : List.of(1, 2, 3, 7, chunks.length())) {
                client.send(post("Transfer-Encoding: chunked\r\n"));
                for (int i = 0; i < chunks.length(); i += piece) {
                    client.send(chunks.substring(i, Math.min(chunks.length(), i + piece)));
                }
                RawClient.Reply reply = client.receive();
                requireError(reply, 400);
                assertThat(reply.errorCode()).isEqualTo(ErrorCode.PARAMETER_MISSING.number());
            }
        }
    }

    @Test
    void a_client_that_asks_first_is_told_before_it_sends_the_body() throws IOException {
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(post("Expect: 100-continue\r\nContent-Length: 7\r\n"));
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            requireError(client.send("{\"x\":1}").receive(), 400);
        }
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(post("Expect: 100-continue\r\nContent-Length: 70000\r\n"));
            requireError(client.receive(), 413);
        }
    }

    @Test
    void http_1_0_and_absolute_addresses_are_served() throws IOException {
        assertThat(RawClient.exchange(SHARED.get(), "GET /health/live HTTP/1.0\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(RawClient.exchange(SHARED.get(), get("http://x/api/v1/balance")).status())
                .isEqualTo(200);
    }

    @Test
    void requests_that_are_sent_in_one_go_are_answered_in_order() throws IOException {
        String wrong = "{}";
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(
                    "GET /health/live HTTP/1.1\r\n"
                            + headers()
                            + "\r\n"
                            + post("Content-Length: 2\r\n")
                            + wrong
                            + "GET /nope HTTP/1.1\r\n"
                            + headers()
                            + "\r\nPOST /api/v1/tasks/task_0/cancel HTTP/1.1\r\n"
                            + headers()
                            + "Content-Length: 10000\r\n\r\n"
                            + "x".repeat(10_000)
                            + get("/api/v1/balance"));
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                statuses.add(client.receive().status());
            }
            assertThat(statuses).containsExactly(200, 400, 404, 404, 200);
        }
    }
}
