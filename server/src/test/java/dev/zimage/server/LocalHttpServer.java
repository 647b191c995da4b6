package dev.zimage.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on a free port of this machine, for tests that stand in for somebody else's
/// server. Handles each request on a virtual thread and closes the exchange afterwards.
public final class LocalHttpServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final String scheme;

    private LocalHttpServer(HttpServer server, String scheme, HttpHandler handler) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        handler.handle(exchange);
                    }
                });
        server.start();
    }

    public static LocalHttpServer plain(HttpHandler handler) {
        try {
            return new LocalHttpServer(HttpServer.create(anyPort(), 0), "http", handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LocalHttpServer secured(OwnCertificate certificate, HttpHandler handler) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            return new LocalHttpServer(server, "https", handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// @param path which begins with a slash
    public String url(String path) {
        return scheme + "://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
