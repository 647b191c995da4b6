package dev.zimage.engine.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zimage.engine.hub.HubAddress.Dialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A hub on this machine that speaks both dialects, with a store on another port that large files
/// are redirected to, as the hubs of this world have it. It can be told to misbehave.
final class TestHub implements AutoCloseable {

    static final String REPOSITORY = "Tongyi-MAI/Z-Image-Turbo";
    static final String MAIN = "1".repeat(40);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-31T12:00:00Z"), ZoneOffset.UTC);

    /// As with the hubs of this world, but smaller and sooner. Only silence is waited for as long:
    /// on a busy machine a connection may bring nothing for a while.
    static final TransferPolicy POLICY = policy(Duration.ofSeconds(45), Duration.ofSeconds(45));

    /// Where the hub is going to be silent.
    static final TransferPolicy IMPATIENT = policy(Duration.ofMillis(700), Duration.ofSeconds(5));

    private static TransferPolicy policy(Duration stall, Duration answer) {
        return new TransferPolicy(
                256 << 10,
                4,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                stall,
                answer,
                Duration.ofMillis(50));
    }

    final Map<String, byte[]> files = new TreeMap<>();
    final FaultyTransfer transfer = new FaultyTransfer();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer hub;
    private final HttpServer store;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    String commit = MAIN;
    volatile @Nullable String wantedToken;
    volatile String redirectScheme = "http";
    private Map<String, String> announced = new HashMap<>();

    /// A request that came.
    record Asked(boolean store, String path, String query, Headers headers) {

        String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }
    }

    TestHub() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        hub = HttpServer.create(any, 0);
        store = HttpServer.create(any, 0);
        for (HttpServer server : List.of(hub, store)) {
            server.setExecutor(threads);
        }
        hub.createContext("/api/models/", exchange -> answer(exchange, this::huggingFace));
        hub.createContext("/api/v1/models/", exchange -> answer(exchange, this::modelScope));
        hub.createContext("/", exchange -> answer(exchange, this::resolve));
        store.createContext("/", exchange -> answer(exchange, this::stored));
        hub.start();
        store.start();
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    /// With the files of a small model, and some that no model needs.
    TestHub withModel() {
        files.put("model_index.json", text("{\"_class_name\":\"ZImagePipeline\"}"));
        files.put("README.md", text("about"));
        files.put("assets/showcase.jpg", noise(50_000, 1));
        files.put("LICENSE", text("Apache License"));
        files.put("scheduler/scheduler_config.json", text("{\"shift\":3.0}"));
        files.put("text_encoder/config.json", text("{}"));
        files.put("text_encoder/model.safetensors.index.json", text("{\"weight_map\":{}}"));
        files.put("text_encoder/model-00001-of-00002.safetensors", noise(700_000, 2));
        files.put("text_encoder/model-00002-of-00002.safetensors", noise(300_001, 3));
        files.put("text_encoder/model.fp32.safetensors", noise(1_000, 4));
        files.put("text_encoder/pytorch_model.bin", noise(1_000, 5));
        files.put("tokenizer/tokenizer.json", noise(20_000, 6));
        files.put("tokenizer/vocab.json", text("{}"));
        files.put("tokenizer/merges.txt", text("a b"));
        files.put("transformer/config.json", text("{\"dim\":3840}"));
        files.put("transformer/diffusion_pytorch_model.safetensors", noise(3_000_000, 7));
        files.put("vae/config.json", text("{}"));
        files.put("vae/diffusion_pytorch_model.safetensors", noise(200_000, 8));
        return this;
    }

    static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    HubAddress address(Dialect dialect) {
        return HubAddress.of("http://127.0.0.1:" + hub.getAddress().getPort()).speaking(dialect);
    }

    /// From now on the checksum of the file is told as it is now, whatever is sent.
    void keepAnnouncing(String path) {
        announced.put(path, HubReplies.sha256(content(path)));
    }

    /// The ranges of a file that the store was asked for.
    List<String> rangesAsked(String path) {
        return asked.stream()
                .filter(Asked::store)
                .filter(request -> request.path().endsWith(path))
                .map(request -> request.header("Range"))
                .collect(Collectors.toList());
    }

    /// Where in a file the requests for it began.
    List<Long> startsAsked(String path) {
        return rangesAsked(path).stream()
                .map(range -> range.replaceFirst("bytes=(\\d+)-.*", "$1"))
                .map(start -> start.isEmpty() ? 0 : Long.parseLong(start))
                .toList();
    }

    byte[] content(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        URI uri = exchange.getRequestURI();
        boolean isStore = exchange.getLocalAddress().getPort() == store.getAddress().getPort();
        String query = Objects.requireNonNullElse(uri.getQuery(), "");
        asked.add(new Asked(isStore, uri.getPath(), query, exchange.getRequestHeaders()));
        String wanted = wantedToken;
        String given =
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Authorization"), "");
        try (exchange) {
            if (wanted != null && !isStore && !given.equals("Bearer " + wanted)) {
                exchange.getResponseHeaders().set("X-Error-Message", "Access is restricted");
                HubReplies.send(exchange, 401, text("{}"));
            } else {
                handler.handle(exchange);
            }
        }
    }

    // ---- Hugging Face ----

    private void huggingFace(HttpExchange exchange) throws IOException {
        String rest = rest(exchange, "/api/models/");
        if (rest.startsWith("revision/")) {
            boolean known = rest.equals("revision/main") || rest.equals("revision/" + commit);
            HubReplies.send(
                    exchange,
                    known ? 200 : 404,
                    HubReplies.json(Map.of("sha", commit, "siblings", List.of())));
        } else if (rest.equals("tree/" + commit)) {
            tree(exchange);
        } else {
            HubReplies.send(exchange, 404, text("{\"error\":\"Repository not found\"}"));
        }
    }

    /// In two pages.
    private void tree(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> all =
                files.keySet().stream().map(path -> listed(path).atHuggingFace()).toList();
        boolean second = exchange.getRequestURI().getQuery().contains("cursor=2");
        int middle = all.size() / 2;
        if (!second) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<"
                                    + address(Dialect.HUGGING_FACE)
                                    + "/api/models/"
                                    + REPOSITORY
                                    + "/tree/"
                                    + commit
                                    + "?recursive=true&cursor=2>; rel=\"next\"");
        }
        List<Map<String, Object>> page =
                second ? all.subList(middle, all.size()) : all.subList(0, middle);
        transfer.send(exchange, "tree", HubReplies.json(page));
    }

    private ListedFile listed(String path) {
        byte[] content = content(path);
        return new ListedFile(path, content.length, HubReplies.blob(content), told(path));
    }

    private String told(String path) {
        return announced.getOrDefault(path, HubReplies.sha256(content(path)));
    }

    private void resolve(HttpExchange exchange) throws IOException {
        String prefix = "/" + REPOSITORY + "/resolve/" + commit + "/";
        String asked = exchange.getRequestURI().getPath();
        if (!asked.startsWith(prefix)) {
            HubReplies.send(exchange, 404, new byte[0]);
            return;
        }
        give(exchange, asked.substring(prefix.length()));
    }

    // ---- ModelScope ----

    private void modelScope(HttpExchange exchange) throws IOException {
        String rest = rest(exchange, "/api/v1/models/");
        Map<String, String> query = HubReplies.query(exchange);
        if (!"master".equals(query.get("Revision"))) {
            HubReplies.send(
                    exchange,
                    404,
                    HubReplies.json(
                            Map.of(
                                    "Code",
                                    10010205001L,
                                    "Success",
                                    false,
                                    "Message",
                                    "revision does not exist")));
        } else if (rest.equals("repo/files")) {
            HubReplies.send(exchange, 200, HubReplies.json(modelScopeList()));
        } else if (rest.equals("repo")) {
            give(exchange, Objects.requireNonNull(query.get("FilePath")));
        } else {
            HubReplies.send(exchange, 404, text("{}"));
        }
    }

    private Map<String, Object> modelScopeList() {
        List<Map<String, Object>> list =
                new ArrayList<>(
                        files.keySet().stream().map(path -> listed(path).atModelScope()).toList());
        list.add(Map.of("Path", "transformer", "Name", "transformer", "Type", "tree", "Size", 0));
        return Map.of("Code", 200, "Success", true, "Data", Map.of("Files", list));
    }

    // ---- Files ----

    /// Small files at once, large ones by a signed link to the store.
    private void give(HttpExchange exchange, String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            HubReplies.send(exchange, 404, new byte[0]);
        } else if (content.length < ListedFile.LARGE) {
            transfer.send(exchange, path, content);
        } else {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "%s://localhost:%d/bucket/%s?X-Signature=a|b&name=%s"
                                    .formatted(
                                            redirectScheme,
                                            store.getAddress().getPort(),
                                            path,
                                            path.replace('/', '+')));
            if (!announced.containsKey(path)) {
                exchange.getResponseHeaders()
                        .set("X-Linked-Etag", "\"" + HubReplies.sha256(content) + "\"");
            }
            HubReplies.send(exchange, 302, text("Found. Redirecting"));
        }
    }

    private void stored(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/bucket/".length());
        transfer.send(exchange, path, content(path));
    }

    private static String rest(HttpExchange exchange, String prefix) {
        String path = exchange.getRequestURI().getPath();
        String begin = prefix + REPOSITORY + "/";
        return path.startsWith(begin) ? path.substring(begin.length()) : "";
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
