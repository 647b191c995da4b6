package dev.zimage.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A hub with the files of a very small model, which speaks as Hugging Face does.
public final class SmallHub implements AutoCloseable {

    public static final String COMMIT = "1".repeat(40);

    private static final List<String> REPOSITORIES =
            List.of("Tongyi-MAI/Z-Image-Turbo", "Tongyi-MAI/Z-Image");

    public final List<String> tokens = new CopyOnWriteArrayList<>();
    public final List<String> proxyHeaders = new CopyOnWriteArrayList<>();
    public volatile @Nullable String wantedToken;

    private volatile Gate gate = opened();

    private final Map<String, byte[]> files = new TreeMap<>();
    private final LocalHttpServer server;

    public SmallHub() {
        addFiles();
        server = LocalHttpServer.plain(this::answer);
    }

    /// With TLS.
    public SmallHub(OwnCertificate certificate) {
        addFiles();
        server = LocalHttpServer.secured(certificate, this::answer);
    }

    private void addFiles() {
        for (String path :
                List.of(
                        "model_index.json",
                        "scheduler/scheduler_config.json",
                        "text_encoder/config.json",
                        "text_encoder/model.safetensors",
                        "tokenizer/tokenizer.json",
                        "transformer/config.json",
                        "transformer/diffusion_pytorch_model.safetensors",
                        "vae/config.json",
                        "vae/diffusion_pytorch_model.safetensors")) {
            files.put(path, path.getBytes(StandardCharsets.UTF_8));
        }
    }

    public int port() {
        return server.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public long bytes() {
        return files.values().stream().mapToLong(content -> content.length).sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String token =
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Authorization"), "");
        tokens.add(token);
        proxyHeaders.addAll(
                exchange.getRequestHeaders().keySet().stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("proxy-"))
                        .toList());
        String repository =
                REPOSITORIES.stream()
                        .filter(name -> path.contains("/" + name + "/"))
                        .findFirst()
                        .orElse("");
        String resolved = "/" + repository + "/resolve/" + COMMIT + "/";
        if (wantedToken != null && !token.equals("Bearer " + wantedToken)) {
            send(exchange, 401, new byte[0]);
        } else if (path.equals("/api/models/" + repository + "/revision/main")) {
            send(exchange, 200, json(Map.of("sha", COMMIT)));
        } else if (path.equals("/api/models/" + repository + "/tree/" + COMMIT)) {
            send(exchange, 200, json(files.keySet().stream().map(this::entry).toList()));
        } else if (path.startsWith(resolved)) {
            gate.pass();
            send(exchange, 200, content(path.substring(resolved.length())));
        } else {
            send(exchange, 404, new byte[0]);
        }
    }

    /// Answers no request for a file until [#release] is called.
    public void hold() {
        gate = new Gate();
    }

    public void release() {
        gate.open();
    }

    private static Gate opened() {
        Gate gate = new Gate();
        gate.open();
        return gate;
    }

    private Map<String, Object> entry(String path) {
        int size = content(path).length;
        return Map.of(
                "type",
                "file",
                "path",
                path,
                "size",
                size,
                "oid",
                "2".repeat(40),
                "lfs",
                Map.of("oid", sha256(content(path)), "size", size));
    }

    private byte[] content(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Object value) {
        return new JsonMapper().writeValueAsBytes(value);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        release();
        server.close();
    }
}
