package dev.zimage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger served = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    served.incrementAndGet();
                    byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_answer_in_time_is_counted_and_the_late_ones_are_waited_for() throws IOException {
        int clients = 4;
        try (LoadGenerator load =
                LoadGenerator.connect(server.getAddress(), clients, List.of(REQUEST))) {
            Duration length = Duration.ofMillis(300);
            LoadGenerator.Load first = load.run(length);
            LoadGenerator.Load second = load.run(length);
            long counted = first.latency().getTotalCount() + second.latency().getTotalCount();
            assertThat(counted).isPositive();
            assertThat(counted + 2L * clients).isEqualTo(served.get());
        }
    }

    @Test
    void an_answer_that_is_not_a_200_ends_the_run() throws IOException {
        status = 429;
        try (LoadGenerator load = LoadGenerator.connect(server.getAddress(), 1, List.of(REQUEST))) {
            assertThatThrownBy(() -> load.run(Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("429");
        }
    }
}
