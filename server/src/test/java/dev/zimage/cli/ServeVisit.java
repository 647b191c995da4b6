package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Types `zimage serve`, and visits the server while it runs.
final class ServeVisit {

    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    ServeVisit(Path data) {
        this.data = data;
    }

    /// A shell on the data directory.
    Shell shell() {
        return new Shell(data, Clock.systemUTC());
    }

    /// Serves, and does something meanwhile.
    ///
    /// @param during gets the URL
    Shell.Result serve(List<String> options, Consumer<String> during) {
        List<AssertionError> failures = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of("serve", "--port", "0"));
        words.addAll(options);
        Shell.Result result =
                shell().attending(
                                started -> {
                                    try (var _ = started.server()) {
                                        started.greeting().run();
                                        during.accept(started.url());
                                    } catch (AssertionError e) {
                                        failures.add(e);
                                    }
                                })
                        .type(
                                words.getFirst(),
                                words.subList(1, words.size()).toArray(String[]::new));
        failures.forEach(failure -> {
            throw failure;
        });
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    record Reply(HttpResponse<byte[]> raw) {

        int status() {
            return raw.statusCode();
        }

        Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return new JsonMapper().readTree(raw.body());
        }
    }

    void awaitReady(String url) {
        Eventually.seen(() -> get(url, "/health/ready", "").status(), status -> status == 200);
    }

    /// Orders a picture and waits for the end of its task.
    JsonNode draw(String url, String key) {
        String id = submit(url, key).json().path("id").asString();
        return Eventually.seen(
                () -> get(url, "/api/v1/tasks/" + id, key).json(),
                one -> !one.path("status").asString().equals("processing"));
    }

    /// How long an order is said to take.
    long quotedSeconds(String url, String key) {
        return send(order(url + "/api/v1/images/generations?dry_run=true", key))
                .json()
                .path("eta_seconds")
                .asLong();
    }

    Reply submit(String url, String key) {
        return send(order(url + "/api/v1/images/generations", key));
    }

    private static HttpRequest.Builder order(String url, String key) {
        String body =
                new JsonMapper().writeValueAsString(Map.of("model", "z-image", "prompt", "fox"));
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Reply get(String url, String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    long balance(String url, String key) {
        return get(url, "/api/v1/balance", key).json().path("balance").asLong(-1);
    }
}
