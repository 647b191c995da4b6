package dev.zimage.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the program as a customer's program would. Safe for use by any number of threads.
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final InstalledServer installation;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();

    /// An answer, read to its end.
    static final class Reply {

        private final int status;
        private final byte[] body;

        private Reply(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String member) {
            return json().path(member).asString("");
        }

        int errorCode() {
            return json().path("error").path("code").asInt(0);
        }
    }

    Client(InstalledServer installation, String key) {
        this.installation = installation;
        this.key = key;
    }

    Reply get(String path) throws IOException {
        return send(request(path).GET());
    }

    Reply task(String id) throws IOException {
        return get("/api/v1/tasks/" + id);
    }

    Reply cancel(String id) throws IOException {
        return send(
                request("/api/v1/tasks/" + id + "/cancel")
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /// @param headers names and values in turn
    Reply submit(String prompt, String... headers) throws IOException {
        return post("/api/v1/images/generations", body(prompt), headers);
    }

    /// Posts a JSON body.
    ///
    /// @param headers names and values in turn
    Reply post(String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private static String body(String prompt) {
        return JSON.writeValueAsString(Map.of("model", "z-image", "prompt", prompt));
    }

    long balance() throws IOException {
        return get("/api/v1/balance").json().path("balance").asLong();
    }

    /// Polls until each of the tasks has ended.
    ///
    /// @return the envelopes by id
    Map<String, JsonNode> awaitEnd(Set<String> ids) throws IOException {
        Map<String, JsonNode> ended = new HashMap<>();
        for (int i = 0; i < 3_000 && ended.size() < ids.size(); i++) {
            for (String id : ids) {
                if (!ended.containsKey(id)) {
                    JsonNode task = task(id).json();
                    if (task.path("status").asString("lost").equals("processing")) {
                        break;
                    }
                    ended.put(id, task);
                }
            }
            pause(Duration.ofMillis(100));
        }
        if (ended.size() < ids.size()) {
            throw new AssertionError(ids.size() - ended.size() + " tasks did not end");
        }
        return ended;
    }

    private HttpRequest.Builder request(String path) {
        String url = path.startsWith("http") ? path : installation.url() + path;
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key);
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
