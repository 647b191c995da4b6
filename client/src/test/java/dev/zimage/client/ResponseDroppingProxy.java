package dev.zimage.client;

import com.sun.net.httpserver.HttpExchange;
import dev.zimage.server.LocalHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes requests on to a server, and loses the answers to orders: the server has carried them out
/// when the connection closes.
final class ResponseDroppingProxy implements AutoCloseable {

    private static final List<String> PASSED_ON =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "Accept");

    private final URI behind;
    private final AtomicInteger toLose;
    private final AtomicInteger lost = new AtomicInteger();
    private final LocalHttpServer server = LocalHttpServer.plain(this::serve);
    private final HttpClient client = HttpClient.newHttpClient();

    ResponseDroppingProxy(URI behind, int toLose) {
        this.behind = behind;
        this.toLose = new AtomicInteger(toLose);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            HttpResponse<byte[]> answer = passOn(exchange);
            boolean order = exchange.getRequestMethod().equals("POST");
            if (order && toLose.getAndDecrement() > 0) {
                lost.incrementAndGet();
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        for (String name : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    URI address() {
        return URI.create(server.url(""));
    }

    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }
}
