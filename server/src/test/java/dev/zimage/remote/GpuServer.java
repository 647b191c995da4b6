package dev.zimage.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server with OpenAI's images API that draws noise by the seed and the size.
public final class GpuServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> orders = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Semaphore gate = new Semaphore(0);
    private final boolean gated;
    private volatile String refusal = "";
    private volatile int status;

    private GpuServer(int port, boolean gated) {
        this.gated = gated;
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/v1/images/", this::draw);
        http.setExecutor(threads);
        http.start();
    }

    public static GpuServer start() {
        return new GpuServer(0, false);
    }

    /// One that finishes a picture for each [#letGo].
    public static GpuServer startGated() {
        return new GpuServer(0, true);
    }

    static GpuServer startOn(int port) {
        return new GpuServer(port, false);
    }

    /// A port on which nothing listens.
    static int freePort() {
        GpuServer server = start();
        server.close();
        return server.port();
    }

    int port() {
        return http.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /// The bodies of all requests.
    public List<JsonNode> orders() {
        return orders;
    }

    /// The pictures in the form of the last request.
    List<BufferedImage> pictures() {
        String form = orders.getLast().path("form").asString();
        byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
        String head = "Content-Type: image/png\r\n\r\n";
        List<BufferedImage> pictures = new ArrayList<>();
        for (int at = form.indexOf(head); at >= 0; at = form.indexOf(head, at + 1)) {
            int start = at + head.length();
            pictures.add(SentPictures.read(bytes, start));
        }
        return pictures;
    }

    /// The `Authorization` of all requests for pictures.
    List<String> keys() {
        return keys;
    }

    /// Lets this many pictures be finished.
    public void letGo(int pictures) {
        gate.release(pictures);
    }

    /// From now on every request is answered with this.
    void refuse(int status, String body) {
        this.refusal = body;
        this.status = status;
    }

    private void draw(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        JsonNode order =
                type.startsWith("application/json")
                        ? JSON.readTree(body)
                        : form(new String(body, StandardCharsets.ISO_8859_1));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        orders.add(order);
        if (gated) {
            gate.acquireUninterruptibly();
        }
        if (status != 0) {
            answer(exchange, status, refusal);
            return;
        }
        String[] sides = order.path("size").asString("1024x1024").split("x", -1);
        String picture =
                Base64.getEncoder()
                        .encodeToString(
                                png(
                                        Integer.parseInt(sides[0]),
                                        Integer.parseInt(sides[1]),
                                        order.path("seed").asLong(0)));
        answer(exchange, 200, "{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(picture));
    }

    /// The whole form, and the fields that a drawing needs.
    private static JsonNode form(String text) {
        ObjectNode order = JSON.createObjectNode().put("form", text);
        for (String name : List.of("size", "seed")) {
            String[] parts = text.split("name=\"%s\"\r\n\r\n".formatted(name), 2);
            order.put(name, parts.length == 1 ? "" : parts[1].split("\r\n", 2)[0]);
        }
        return order;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static byte[] png(int width, int height, long seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        int[] colours = random.ints(64, 0, 1 << 24).toArray();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, colours[8 * (8 * y / height) + 8 * x / width]);
            }
        }
        return SentPictures.encoded(picture, "png");
    }

    /// Stops as if killed: what is drawn is cut off.
    @Override
    public void close() {
        http.stop(0);
        gate.release(1_000);
        threads.shutdownNow();
    }
}
