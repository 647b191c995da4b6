package dev.zimage.engine.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zimage.engine.hub.HubAddress.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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

    private static final int LARGE = 100_000;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    final Map<String, byte[]> files = new TreeMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /// What answers to come are to be, by path; each is used once.
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();

    private final HttpServer hub;
    private final HttpServer store;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    String commit = MAIN;
    volatile boolean ranges = true;

    /// The ranges that `ranges` and `rangesRefused` hold for: those that begin here or later.
    volatile int rangesFrom;

    volatile boolean rangesWith200;
    volatile boolean rangesUntold;

    /// Whether any range is answered with 416, and the length of the file that is told then; 0 for
    /// the right one.
    volatile @Nullable Integer rangesRefused;

    volatile int bytesPerSecond;
    volatile @Nullable String wantedToken;
    volatile String redirectScheme = "http";
    private Map<String, String> announced = new HashMap<>();

    /// A request that came.
    record Asked(boolean store, String path, String query, Headers headers) {

        String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }
    }

    /// Something that goes wrong once.
    sealed interface Fault {
        /// The connection ends after so many bytes of the body.
        record Cut(int after) implements Fault {}

        /// Another status, with a header.
        record Status(int code, String header, String value) implements Fault {}

        /// The body begins and then nothing comes any more.
        record Silence(int after) implements Fault {}
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

    void fault(String path, Fault... next) {
        faults.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /// Nothing goes wrong any more.
    void mend() {
        faults.clear();
    }

    /// From now on the checksum of the file is told as it is now, whatever is sent.
    void keepAnnouncing(String path) {
        announced.put(path, sha256(content(path)));
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
                send(exchange, 401, text("{}"));
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
            send(exchange, known ? 200 : 404, json(Map.of("sha", commit, "siblings", List.of())));
        } else if (rest.equals("tree/" + commit)) {
            tree(exchange);
        } else {
            send(exchange, 404, text("{\"error\":\"Repository not found\"}"));
        }
    }

    /// In two pages.
    private void tree(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> all =
                files.keySet().stream().map(this::huggingFaceEntry).toList();
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
        body(exchange, "tree", json(page));
    }

    private Map<String, Object> huggingFaceEntry(String path) {
        byte[] content = content(path);
        if (content.length < LARGE) {
            return Map.of(
                    "type", "file", "path", path, "size", content.length, "oid", blob(content));
        }
        return Map.of(
                "type",
                "file",
                "path",
                path,
                "size",
                content.length,
                "oid",
                "2".repeat(40),
                "lfs",
                Map.of("oid", told(path), "size", content.length, "pointerSize", 134));
    }

    private String told(String path) {
        return announced.getOrDefault(path, sha256(content(path)));
    }

    private void resolve(HttpExchange exchange) throws IOException {
        String prefix = "/" + REPOSITORY + "/resolve/" + commit + "/";
        String asked = exchange.getRequestURI().getPath();
        if (!asked.startsWith(prefix)) {
            send(exchange, 404, new byte[0]);
            return;
        }
        give(exchange, asked.substring(prefix.length()));
    }

    // ---- ModelScope ----

    private void modelScope(HttpExchange exchange) throws IOException {
        String rest = rest(exchange, "/api/v1/models/");
        Map<String, String> query = query(exchange);
        if (!"master".equals(query.get("Revision"))) {
            send(
                    exchange,
                    404,
                    json(
                            Map.of(
                                    "Code",
                                    10010205001L,
                                    "Success",
                                    false,
                                    "Message",
                                    "revision does not exist")));
        } else if (rest.equals("repo/files")) {
            send(exchange, 200, json(modelScopeList()));
        } else if (rest.equals("repo")) {
            give(exchange, Objects.requireNonNull(query.get("FilePath")));
        } else {
            send(exchange, 404, text("{}"));
        }
    }

    private Map<String, Object> modelScopeList() {
        List<Map<String, Object>> list =
                new ArrayList<>(
                        files.keySet().stream()
                                .map(path ->
                                        Map.<String, Object>of(
                                                "Path",
                                                path,
                                                "Name",
                                                path.substring(path.lastIndexOf('/') + 1),
                                                "Type",
                                                "blob",
                                                "Size",
                                                content(path).length,
                                                "Sha256",
                                                told(path)))
                                .toList());
        list.add(Map.of("Path", "transformer", "Name", "transformer", "Type", "tree", "Size", 0));
        return Map.of("Code", 200, "Success", true, "Data", Map.of("Files", list));
    }

    // ---- Files ----

    /// Small files at once, large ones by a signed link to the store.
    private void give(HttpExchange exchange, String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            send(exchange, 404, new byte[0]);
        } else if (content.length < LARGE) {
            body(exchange, path, content);
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
                exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + sha256(content) + "\"");
            }
            send(exchange, 302, text("Found. Redirecting"));
        }
    }

    private void stored(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/bucket/".length());
        body(exchange, path, content(path));
    }

    private void body(HttpExchange exchange, String path, byte[] content) throws IOException {
        Queue<Fault> next = faults.get(path);
        Fault fault = next == null ? null : next.poll();
        if (fault instanceof Fault.Status status) {
            exchange.getResponseHeaders().set(status.header(), status.value());
            send(exchange, status.code(), text("{}"));
            return;
        }
        int from = 0;
        int to = content.length;
        int code = 200;
        String range =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "");
        Matcher asked = RANGE.matcher(range);
        Integer size = rangesRefused;
        boolean odd = asked.matches() && Integer.parseInt(asked.group(1)) >= rangesFrom;
        if (size != null && odd) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes */" + (size == 0 ? content.length : size));
            send(exchange, 416, text("{}"));
            return;
        }
        if (asked.matches() && (ranges || !odd)) {
            from = Integer.parseInt(asked.group(1));
            to = Math.min(content.length, Integer.parseInt(asked.group(2)) + 1);
            code = rangesWith200 ? 200 : 206;
            if (!rangesUntold) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(from, to - 1, content.length));
            }
        }
        exchange.sendResponseHeaders(code, to - from);
        write(exchange.getResponseBody(), content, from, to, fault);
    }

    private void write(OutputStream out, byte[] content, int from, int to, @Nullable Fault fault)
            throws IOException {
        int end =
                switch (fault) {
                    case Fault.Cut cut -> Math.min(to, from + cut.after());
                    case Fault.Silence silence -> Math.min(to, from + silence.after());
                    case null, default -> to;
                };
        int at = from;
        while (at < end) {
            int step = Math.min(end - at, bytesPerSecond > 0 ? bytesPerSecond / 50 : end - at);
            out.write(content, at, step);
            at += step;
            if (bytesPerSecond > 0) {
                out.flush();
                sleep(20);
            }
        }
        out.flush();
        if (fault instanceof Fault.Cut && end > from) {
            sleep(300); // what is still on its way when a connection breaks is lost
        } else if (fault instanceof Fault.Silence) {
            sleep(60_000);
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String rest(HttpExchange exchange, String prefix) {
        String path = exchange.getRequestURI().getPath();
        String begin = prefix + REPOSITORY + "/";
        return path.startsWith(begin) ? path.substring(begin.length()) : "";
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] json(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    static String sha256(byte[] content) {
        return hex("SHA-256", content);
    }

    private static String blob(byte[] content) {
        byte[] head = text("blob " + content.length + "\0");
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return hex("SHA-1", all);
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
