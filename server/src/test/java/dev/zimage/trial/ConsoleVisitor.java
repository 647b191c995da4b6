package dev.zimage.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody in the console, whose requests may go to any process of an installation, as behind a
/// load balancer. Used by one thread.
final class ConsoleVisitor implements AutoCloseable {

    private static final String SESSION = "/console/api/session";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie = "";
    private String csrfToken = "";

    /// Chooses a password by a link that was printed at the start.
    void setUp(InstalledServer process, String link, String email, String password)
            throws IOException {
        String token = link.substring(link.indexOf("token=") + "token=".length());
        HttpResponse<String> answer =
                send(
                        process,
                        "POST",
                        "/console/api/setup",
                        Map.of("token", token, "email", email, "password", password));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /// @return the status of the answer
    int signIn(InstalledServer process, String email, String password) throws IOException {
        return send(process, "POST", SESSION, Map.of("email", email, "password", password))
                .statusCode();
    }

    /// @return the status of the answer
    int signOut(InstalledServer process) throws IOException {
        return send(process, "DELETE", SESSION, Map.of()).statusCode();
    }

    HttpResponse<String> get(InstalledServer process, String path) throws IOException {
        return send(process, "GET", path, Map.of());
    }

    HttpResponse<String> delete(InstalledServer process, String path) throws IOException {
        return send(process, "DELETE", path, Map.of());
    }

    private HttpResponse<String> send(
            InstalledServer process, String method, String path, Map<String, String> body)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(process.url() + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("x-csrf-token", csrfToken);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> remember(set, answer));
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remember(String set, HttpResponse<String> answer) {
        cookie = set.substring(0, set.indexOf(';'));
        csrfToken =
                answer.statusCode() == 200
                        ? json(answer.body()).path("csrf_token").asString("")
                        : csrfToken;
    }

    static JsonNode json(String body) {
        return JSON.readTree(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
