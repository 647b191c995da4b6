package dev.zimage.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A server on a port of this machine that answers as a test says, also wrongly: the test has the
/// connection in its hands. Its probe, a GET without a handler, is answered with 404.
final class ImitatedServer implements AutoCloseable {

    /// Answers one request.
    interface Handler {
        void handle(Request request, Exchange exchange) throws Exception;
    }

    /// @param target path and query
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String method, String target, Map<String, String> headers, byte[] body) {

        JsonNode json() {
            return UpstreamJson.read(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String path() {
            return target.replaceFirst("\\?.*", "");
        }
    }

    private final ServerSocket socket;
    private final Handler handler;
    private final Thread accepting;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private ImitatedServer(int port, Handler handler) {
        try {
            this.socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.handler = handler;
        this.accepting = Thread.ofVirtual().start(this::accept);
    }

    static ImitatedServer start(Handler handler) {
        return new ImitatedServer(0, handler);
    }

    /// On the port of one that was closed.
    static ImitatedServer restart(ImitatedServer closed, Handler handler) {
        return new ImitatedServer(closed.socket.getLocalPort(), handler);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /// All but the probes.
    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String method, String path) {
        return requests.stream()
                .filter(request -> request.method().equals(method) && request.path().equals(path))
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                Exchange exchange = new Exchange(connection, in, request);
                if (request.method().equals("GET") && request.path().matches("/?|/v1/?")) {
                    // Not kept: an order could meet it just as it is closed.
                    exchange.answer(404, "text/plain", new byte[0], "Connection: close\r\n");
                    return;
                }
                requests.add(request);
                handler.handle(request, exchange);
            }
        } catch (Exception e) {
            // The client or the test has closed the connection.
        } finally {
            open.remove(connection);
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String[] parts = first.split(" ", 3);
        return new Request(parts[0], parts[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// Cuts every connection, as a killed process does.
    void kill() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
            accepting.join(); // until then the port takes connections
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
