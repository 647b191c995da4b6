package dev.zimage.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy that opens tunnels (`CONNECT`) and passes plain requests on, where it is asked
/// with the right user and password. Whatever host it is asked for, it goes to one port of this
/// machine.
public final class TestProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int target;
    private final @Nullable String wanted;

    /// The first lines of the requests that were let through, and of those that were refused.
    public final List<String> passed = new CopyOnWriteArrayList<>();

    public final List<String> refused = new CopyOnWriteArrayList<>();

    /// @param target the port that everything goes to
    /// @param credentials `user:password`, null for everybody
    public TestProxy(int target, @Nullable String credentials) throws IOException {
        this.target = target;
        this.wanted = credentials == null ? null : basic(credentials);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private static String basic(String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "proxy-authorization: basic " + Base64.getEncoder().encodeToString(bytes);
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                if (!isAllowed(head)) {
                    refused.add(head.getFirst());
                    write(
                            out,
                            String.join(
                                    "\r\n",
                                    "HTTP/1.1 407 Proxy Authentication Required",
                                    "Proxy-Authenticate: Basic realm=\"test\"",
                                    "Content-Length: 0",
                                    "",
                                    ""));
                } else if (head.getFirst().startsWith("CONNECT ")) {
                    passed.add(head.getFirst());
                    write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                    tunnel(in, out);
                    return;
                } else {
                    passed.add(head.getFirst());
                    passOn(head, out);
                }
            }
        } catch (IOException broken) {
            // as connections are
        }
    }

    private boolean isAllowed(List<String> head) {
        String header = wanted;
        return header == null || head.stream().anyMatch(line -> isSame(line, header));
    }

    private static boolean isSame(String line, String header) {
        int value = header.lastIndexOf(' ') + 1;
        return line.length() == header.length()
                && line.regionMatches(true, 0, header, 0, value)
                && line.endsWith(header.substring(value));
    }

    private void tunnel(InputStream in, OutputStream out) throws IOException {
        try (Socket server = connect()) {
            threads.execute(() -> copy(in, server));
            server.getInputStream().transferTo(out);
        }
    }

    private static void copy(InputStream in, Socket server) {
        try {
            in.transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Requests have no bodies. What is meant for a proxy stays here.
    private void passOn(List<String> head, OutputStream out) throws IOException {
        String[] words = head.getFirst().split(" ", 3);
        URI uri = URI.create(words[1]);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder request = new StringBuilder();
        request.append("%s %s%s HTTP/1.1\r\n".formatted(words[0], uri.getRawPath(), query));
        head.stream()
                .skip(1)
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("proxy-"))
                .forEach(line -> request.append(line).append("\r\n"));
        try (Socket server = connect()) {
            write(server.getOutputStream(), request.append("Connection: close\r\n\r\n") + "");
            server.getInputStream().transferTo(out);
            out.close();
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), target);
    }

    /// The lines of a request's head; none at the end of the connection.
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip();
            if (text.isEmpty()) {
                return lines;
            }
            lines.add(text);
            line.setLength(0);
        }
        return List.of();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
