package dev.zimage.api.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps a cookie and a token, and asks as a page of the console does.
public final class Browser {

    static final String PASSWORD = "correct horse battery";

    private final TestServer server;
    private String cookie = "";
    private String csrfToken = "";

    Browser(TestServer server) {
        this.server = server;
    }

    /// Somebody who came in by a one-time link.
    static Browser setUp(TestServer server, String token, String email) {
        Browser browser = new Browser(server);
        Reply reply =
                browser.send(
                        "POST",
                        "/console/api/setup",
                        json(Map.of("token", token, "email", email, "password", PASSWORD)));
        if (reply.status() != 200) {
            throw new AssertionError(new String(reply.raw().body(), UTF_8));
        }
        return browser;
    }

    static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    Reply signIn(String email, String password) {
        return send(
                "POST", "/console/api/session", json(Map.of("email", email, "password", password)));
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    JsonNode read(String path) {
        Reply reply = get(path);
        if (reply.status() != 200) {
            throw new AssertionError(path + ": " + new String(reply.raw().body(), UTF_8));
        }
        return reply.json();
    }

    /// Posts a value as JSON; headers follow as names and values.
    Reply post(String path, Object body, String... headers) {
        return send("POST", path, json(body), headers);
    }

    /// Orders a picture.
    ///
    /// @return the id of its task
    String draw(String prompt) {
        Reply reply = send("POST", "/api/v1/images/generations", TestServer.body(prompt));
        if (reply.status() != 200) {
            throw new AssertionError(new String(reply.raw().body(), UTF_8));
        }
        return reply.json().path("id").asString();
    }

    /// Sends a request with the cookie and the token; headers follow as names and values, and an
    /// empty value leaves one out.
    Reply send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!cookie.isEmpty()) {
            request.setHeader("Cookie", "theme=dark; " + cookie);
        }
        if (!csrfToken.isEmpty()) {
            request.setHeader("x-csrf-token", csrfToken);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return remember(server.send(request));
    }

    private Reply remember(Reply reply) {
        String set = reply.header("Set-Cookie");
        if (!set.isEmpty()) {
            cookie = set.substring(0, set.indexOf(';'));
            csrfToken = reply.status() == 200 ? reply.json().path("csrf_token").asString("") : "";
        }
        return reply;
    }

    public String cookie() {
        return cookie;
    }

    String csrfToken() {
        return csrfToken;
    }

    /// The same person with the cookie of before.
    Browser with(String otherCookie, String otherToken) {
        Browser other = new Browser(server);
        other.cookie = otherCookie;
        other.csrfToken = otherToken;
        return other;
    }
}
