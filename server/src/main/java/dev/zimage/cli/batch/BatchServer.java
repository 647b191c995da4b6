package dev.zimage.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.text.ProgramVersion;
import dev.zimage.text.QuotedText;
import dev.zimage.webhooks.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server that draws a batch. Requests that got no answer are sent again, with growing gaps;
/// those that the server puts off (429, 502, 503, 504) wait for as long as it asks. All of them may
/// be repeated: orders have an idempotency key. Safe for use by any number of threads.
final class BatchServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;
    private static final int MOST_SILENCES = 8;
    private static final Set<Integer> PUT_OFF = Set.of(429, 502, 503, 504);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final String key;
    private final Consumer<String> waits;

    /// The server's final answer is an error.
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final int code;

        Refused(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        int code() {
            return code;
        }

        /// Whether other rows would be refused for the same reason: the key, the credits.
        boolean concernsAll() {
            return status != 400 && status != 404 && status != 410 && status != 422;
        }
    }

    /// The server does not answer.
    static final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /// @param base its address without a slash at the end
    /// @param waits is told why a request waits, and the empty text once it has been answered
    BatchServer(String base, String key, Consumer<String> waits) {
        this.base = base;
        this.key = key;
        this.waits = waits;
    }

    /// What an order would cost.
    JsonNode quote(String body) throws Refused, Unreachable, InterruptedException {
        return json(order("?dry_run=true", body));
    }

    /// Orders a picture, and gets the task.
    JsonNode submit(RowOrder order) throws Refused, Unreachable, InterruptedException {
        return json(order("", order.body()).header("Idempotency-Key", order.key()));
    }

    private HttpRequest.Builder order(String query, String body) {
        return api("/api/v1/images/generations" + query)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    JsonNode task(String id) throws Refused, Unreachable, InterruptedException {
        return json(api("/api/v1/tasks/" + id));
    }

    /// The file behind a link that the server gave.
    byte[] picture(String link) throws Refused, Unreachable, InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(base + "/").resolve(link)));
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode json(HttpRequest.Builder request)
            throws Refused, Unreachable, InterruptedException {
        byte[] body = call(request);
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new Unreachable(base + " does not answer like a zimage server: no JSON came");
        }
    }

    private byte[] call(HttpRequest.Builder request)
            throws Refused, Unreachable, InterruptedException {
        HttpRequest sent =
                request.timeout(TIMEOUT).header("User-Agent", ProgramVersion.withName()).build();
        int silences = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(sent, BodyHandlers.ofByteArray());
                if (answer.statusCode() < 300) {
                    waits.accept("");
                    return answer.body();
                }
                if (!isPutOff(answer)) {
                    throw refused(answer);
                }
                silences = 0;
                waits.accept(refused(answer).getMessage());
                Thread.sleep(longer(pause(attempt), retryAfter(answer)));
            } catch (IOException e) {
                if (++silences == MOST_SILENCES) {
                    throw new Unreachable("%s does not answer: %s".formatted(base, e));
                }
                waits.accept("no answer from " + base);
                Thread.sleep(pause(silences));
            }
        }
    }

    private static boolean isPutOff(HttpResponse<byte[]> answer) {
        return PUT_OFF.contains(answer.statusCode())
                && !answer.headers().firstValue("x-should-retry").orElse("").equals("false");
    }

    private static Refused refused(HttpResponse<byte[]> answer) {
        try {
            JsonNode error = JSON.readTree(answer.body()).path("error");
            return new Refused(
                    answer.statusCode(),
                    error.path("code").asInt(0),
                    error.path("message").asString("HTTP " + answer.statusCode()));
        } catch (JacksonException e) {
            return new Refused(
                    answer.statusCode(),
                    0,
                    "HTTP %d: %s"
                            .formatted(
                                    answer.statusCode(),
                                    QuotedText.of(new String(answer.body(), UTF_8))));
        }
    }

    /// Doubles with each attempt, with jitter.
    private static Duration pause(int attempt) {
        Duration step = FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS, attempt - 1));
        long most = Math.min(step.toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private static Duration retryAfter(HttpResponse<byte[]> answer) {
        Duration asked =
                RetryAfter.pause(
                        answer.headers().firstValue("Retry-After").orElse(""), Instant.now());
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
