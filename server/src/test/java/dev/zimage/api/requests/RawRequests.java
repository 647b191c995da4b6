package dev.zimage.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.RawClient;
import dev.zimage.server.TestServer;
import java.io.IOException;

/// Requests to a server, byte for byte, and how it must answer those that are not right.
final class RawRequests {

    private static final String GENERATIONS = "/api/v1/images/generations";

    private final TestServer server;

    RawRequests(TestServer server) {
        this.server = server;
    }

    /// A request with the live key, after which the connection ends.
    String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + headers() + "Connection: close\r\n\r\n";
    }

    /// The headers that every request needs.
    String headers() {
        return "Host: x\r\nAuthorization: Bearer " + server.liveKey() + "\r\n";
    }

    /// The head of an order.
    String post(String headers) {
        return "POST "
                + GENERATIONS
                + " HTTP/1.1\r\nContent-Type: application/json\r\n"
                + headers()
                + headers
                + "\r\n";
    }

    /// The server refuses a request, and serves the next one.
    void requireRefused(String request, int status) throws IOException {
        requireError(RawClient.exchange(server, request), status);
        requireAlive();
    }

    /// An error in the shape of all errors.
    static void requireError(RawClient.Reply reply, int status) {
        assertThat(reply.status()).as(reply.head() + reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("x-request-id")).matches("req_[0-9a-f-]{36}");
        assertThat(reply.json().path("error").path("request_id").asString(""))
                .isEqualTo(reply.header("x-request-id"));
        assertThat(reply.errorCode()).isBetween(10_000, 49_999);
        assertThat(reply.json().path("error").path("message").asString("")).isNotBlank();
        assertThat(reply.head()).doesNotContain("X-Evil", "Jetty", "Javalin");
    }

    void requireAlive() {
        assertThat(server.get("/health/live").status()).isEqualTo(200);
        assertThat(server.balance()).isEqualTo(10_000);
    }
}
