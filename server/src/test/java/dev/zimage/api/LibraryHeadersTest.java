package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.http.Route;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that an HTTP library may act on by itself makes the server fail, whatever route it is
/// sent to: no status 500, no stack trace in the log.
@Timeout(200)
class LibraryHeadersTest {

    @RegisterExtension
    static final SharedServer SHARED =
            new SharedServer(java.util.Map.of("limits.requests_per_minute", "1000000"));

    /// What a client can be refused with above 499: an unknown transfer coding, an unknown version.
    private static final Set<Integer> REFUSALS = Set.of(501, 505);

    /// Routes that read a path, a query or a body once a key has let the request in.
    private static final Set<String> READING =
            Set.of(
                    "/api/v1/tasks",
                    "/api/v1/tasks/{id}",
                    "/api/v1/usage",
                    "/api/v1/images/generations",
                    "/v1/models/{id}",
                    "/mcp");

    private static CapturedLog log;

    @BeforeAll
    static void watch() {
        log = CapturedLog.begin();
    }

    @AfterAll
    static void stopWatching() {
        log.close();
    }

    static List<HttpProbe> probes() {
        return HttpProbe.all();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void no_route_fails_without_a_key(HttpProbe probe) throws IOException {
        for (Route route : SHARED.get().api().allRoutes()) {
            requireServed(route, probe.request(route.method(), pathOf(route)));
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void no_route_fails_with_a_key(HttpProbe probe) throws IOException {
        String key = "Authorization: Bearer " + SHARED.get().liveKey() + "\r\n";
        for (Route route : SHARED.get().api().allRoutes()) {
            if (READING.contains(route.path())) {
                requireServed(
                        route,
                        probe.request(route.method(), pathOf(route))
                                .replaceFirst("\r\n", "\r\n" + key));
            }
        }
    }

    private static String pathOf(Route route) {
        return route.path().replaceAll("[{<][a-z]+[}>]", "x");
    }

    private static void requireServed(Route route, String request) throws IOException {
        RawClient.Reply reply = RawClient.exchange(SHARED.get(), request);
        String what = route.method() + " " + route.path() + ": " + reply.head();
        assertThat(reply.status() < 500 || REFUSALS.contains(reply.status())).as(what).isTrue();
        assertThat(reply.header("x-request-id")).as(what).startsWith("req_");
        assertThat(reply.head()).doesNotContainIgnoringCase("x-evil", "jsessionid", "jetty");
        assertThat(log.stackTraces()).as(what).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method-Override: x",
                "X-HTTP-Method: DELETE",
                "Sec-WebSocket-Version: 13",
                "Content-Type: text/html;charset",
                "Cookie: JSESSIONID=x",
                "Content-Encoding: gzip",
                "X-Original-URL: /metrics"
            })
    void a_header_that_means_nothing_here_changes_nothing(String header) throws IOException {
        for (String path :
                List.of(
                        "/health/live",
                        "/console/api/docs/quick-start",
                        "/api/v1/balance?a=b",
                        "/media/tasks/x/0.jpg?expires=1&signature=x")) {
            RawClient.Reply plain = get(path, "");
            RawClient.Reply reply = get(path, header + "\r\n");
            assertThat(reply.status()).as(path).isEqualTo(plain.status());
            assertThat(withoutId(reply)).isEqualTo(withoutId(plain));
        }
    }

    private static RawClient.Reply get(String path, String lines) throws IOException {
        return RawClient.exchange(
                SHARED.get(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
    }

    private static String withoutId(RawClient.Reply reply) {
        return reply.body().replaceAll("req_[0-9a-f-]{36}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "ftp", "javascript"})
    void the_scheme_of_a_request_target_gets_into_no_link(String scheme) throws IOException {
        String id = SHARED.get().submitted("a cat");
        SHARED.get().awaitEnd(id);
        String target = scheme + "://x/api/v1/tasks/" + id;
        RawClient.Reply reply =
                get(target, "Authorization: Bearer " + SHARED.get().liveKey() + "\r\n");
        assertThat(reply.json().at("/output/image_urls/0").asString("")).startsWith("http://x/");
    }

    @Test
    void a_slash_at_the_end_makes_no_difference() throws IOException {
        assertThat(get("/health/live/", "").status()).isEqualTo(200);
        assertThat(get("/health/live//", "").status()).isEqualTo(404);
        assertThat(get("/api/v1/tasks/x/", "").status()).isEqualTo(401);
    }
}
