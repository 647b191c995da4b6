package dev.zimage.api.requests;

import static dev.zimage.api.requests.RawRequests.requireError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zimage.api.RawClient;
import dev.zimage.server.SharedServer;
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

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final RawRequests raw = new RawRequests(SHARED.get());

    private static final String NO_TASK = "/media/tasks/" + "0".repeat(32);

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
        raw.requireRefused(raw.get(path), status);
    }

    static final List<String> methods =
            List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get");

    @ParameterizedTest
    @FieldSource("methods")
    void a_method_that_a_path_does_not_take_is_405_with_those_it_takes(String method)
            throws IOException {
        String path = "/api/v1/balance";
        RawClient.Reply reply =
                RawClient.exchange(SHARED.get(), raw.get(path).replace("GET", method));
        requireError(reply, 405);
        assertThat(reply.errorCode()).isEqualTo(40_501);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        requireError(
                RawClient.exchange(SHARED.get(), raw.get("/nope").replace("GET", method)), 404);
    }

    @Test
    void connect_is_refused() throws IOException {
        raw.requireRefused(raw.get("/api/v1/balance").replace("GET", "CONNECT"), 400);
        raw.requireRefused(raw.get("elsewhere:443").replace("GET", "CONNECT"), 400);
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
            String ask = "HEAD " + path + " HTTP/1.1\r\n" + raw.headers() + "\r\n";
            String head = client.send(ask).head();
            RawClient.Reply next = client.send(raw.get(path)).receive();

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
        raw.requireRefused(request, status);
    }

    @Test
    void http_1_0_and_absolute_addresses_are_served() throws IOException {
        assertThat(RawClient.exchange(SHARED.get(), "GET /health/live HTTP/1.0\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(RawClient.exchange(SHARED.get(), raw.get("http://x/api/v1/balance")).status())
                .isEqualTo(200);
    }

    @Test
    void requests_that_are_sent_in_one_go_are_answered_in_order() throws IOException {
        String wrong = "{}";
        try (RawClient client = new RawClient(SHARED.get())) {
            client.send(
                    "GET /health/live HTTP/1.1\r\n"
                            + raw.headers()
                            + "\r\n"
                            + raw.post("Content-Length: 2\r\n")
                            + wrong
                            + "GET /nope HTTP/1.1\r\n"
                            + raw.headers()
                            + "\r\nPOST /api/v1/tasks/task_0/cancel HTTP/1.1\r\n"
                            + raw.headers()
                            + "Content-Length: 10000\r\n\r\n"
                            + "x".repeat(10_000)
                            + raw.get("/api/v1/balance"));
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                statuses.add(client.receive().status());
            }
            assertThat(statuses).containsExactly(200, 400, 404, 404, 200);
        }
    }
}
