package dev.zimage.cli;

import dev.zimage.cli.command.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What clients ask of a server on a usual day, good and bad. Each answer must have its documented
/// status.
final class TypicalRequests {

    private static final String GENERATIONS = "/api/v1/images/generations";
    private static final Pattern ID = Pattern.compile("\"id\":\"(task_[0-9a-f]{32})\"");
    private static final Pattern URL = Pattern.compile("\"image_urls\":\\[\"([^\"]+)\"");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ROUNDS = 5;

    private final String url;
    private final String liveKey;
    private final String testKey;

    /// @param url of the server, without a slash at the end
    TypicalRequests(String url, String liveKey, String testKey) {
        this.url = url;
        this.liveKey = liveKey;
        this.testKey = testKey;
    }

    void send() {
        get("/health/live", 200);
        String picture =
                found(URL, post(liveKey, body("a poster that reads OPENING SOON", "3:4"), 200));
        get(picture, 200);
        post(testKey, body("写着“开业大吉”的海报", "16:9"), 200);
        for (int round = 0; round < ROUNDS; round++) {
            String task = found(ID, submit(body("mountains at sunset " + round, "1:1")));
            reads(task);
            mistakes();
            awaitEnd(task);
        }
        get("/console/api/docs", 200);
        send(
                open("/console/api/session", liveKey),
                "{\"email\":\"nobody@example.com\",\"password\":\"none\"}",
                401);
    }

    private void reads(String task) {
        get("/api/v1/tasks/" + task, 200);
        get("/api/v1/tasks?limit=5", 200);
        get("/api/v1/balance", 200);
        get("/api/v1/models", 200);
        get("/api/v1/models/z-image", 200);
        get("/health/ready", 200);
        get("/metrics", 200);
        get("/openapi.json", 200);
        get("/", 200);
    }

    private void mistakes() {
        post(liveKey, "{\"model\":\"z-image\"}", 400);
        post(liveKey, "{", 400);
        post("rk_live_unknown", body("a cat", "1:1"), 401);
        get("/api/v1/tasks/task_00000000000000000000000000000000", 404);
        get("/nowhere", 404);
        get(GENERATIONS, 405);
    }

    private void awaitEnd(String task) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (get("/api/v1/tasks/" + task, 200).contains("\"status\":\"processing\"")) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("a picture took longer than " + TIMEOUT);
            }
        }
    }

    private static String body(String prompt, String ratio) {
        return "{\"model\":\"z-image\",\"prompt\":\"%s\",\"aspect_ratio\":\"%s\",\"seed\":%d}"
                .formatted(prompt, ratio, prompt.length());
    }

    private String get(String path, int expected) {
        return answer(open(path, liveKey), expected);
    }

    /// Submits and waits for the picture.
    private String post(String key, String body, int expected) {
        HttpURLConnection connection = open(GENERATIONS, key);
        connection.setRequestProperty("Prefer", "wait=30");
        return send(connection, body, expected);
    }

    /// Submits and does not wait.
    private String submit(String body) {
        HttpURLConnection connection = open(GENERATIONS, liveKey);
        connection.setRequestProperty("Idempotency-Key", Integer.toHexString(body.hashCode()));
        return send(connection, body, 200);
    }

    private static String send(HttpURLConnection connection, String body, int expected) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the server takes no request", e);
        }
        return answer(connection, expected);
    }

    private HttpURLConnection open(String path, String key) {
        try {
            URI address = URI.create(path.startsWith("http") ? path : url + path);
            HttpURLConnection connection =
                    (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            connection.setRequestProperty("Authorization", "Bearer " + key);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot be reached", e);
        }
    }

    private static String answer(HttpURLConnection connection, int expected) {
        try {
            int status = connection.getResponseCode();
            try (InputStream in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String body =
                        in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (status != expected) {
                    throw new CommandFailure(
                            "%s answered %d, not %d: %s"
                                    .formatted(connection.getURL(), status, expected, body));
                }
                return body;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the server does not answer", e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new CommandFailure("an answer without what was expected: " + text);
        }
        return matcher.group(1);
    }
}
