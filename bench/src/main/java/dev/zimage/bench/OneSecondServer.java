package dev.zimage.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A server with OpenAI's images API that draws one picture after another, each in exactly one
/// second, as a GPU would: what waits for it waits in its queue.
final class OneSecondServer implements AutoCloseable {

    private static final long SECOND = 1_000_000_000;
    private static final int SIDE = 1024;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore gpu = new Semaphore(1, true);
    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final byte[] answer;

    OneSecondServer() throws IOException {
        this.answer = answer();
        this.http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        http.createContext("/v1/images/generations", this::draw);
        http.setExecutor(threads);
        http.start();
    }

    /// A picture whose file has the size of a real one.
    private static byte[] answer() throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int grain = random.nextInt(8);
                picture.setRGB(x, y, (x / 4 + grain) << 16 | (y / 4) << 8 | ((x + y) / 8 + grain));
            }
        }
        byte[] png = PictureEncoder.encode(picture, ImageFormat.PNG);
        return "{\"data\":[{\"b64_json\":\"%s\"}]}"
                .formatted(Base64.getEncoder().encodeToString(png))
                .getBytes(StandardCharsets.UTF_8);
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    int drawn() {
        return drawn.get();
    }

    /// When the first picture was begun, by [System#nanoTime].
    long firstBegin() {
        return first.get();
    }

    /// When the last picture was done.
    long lastEnd() {
        return last.get();
    }

    private void draw(HttpExchange exchange) throws IOException {
        var _ = exchange.getRequestBody().readAllBytes();
        gpu.acquireUninterruptibly();
        try {
            long began = System.nanoTime();
            first.compareAndSet(0, began);
            while (System.nanoTime() - began < SECOND) {
                Thread.sleep(Math.max(1, (SECOND - (System.nanoTime() - began)) / 1_000_000));
            }
            last.set(System.nanoTime());
            drawn.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gpu.release();
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
