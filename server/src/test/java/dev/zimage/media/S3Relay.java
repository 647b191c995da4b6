package dev.zimage.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands between a store and the S3 server, and does not always pass on what it gets.
public final class S3Relay implements AutoCloseable {

    private static final byte[] SLOW_DOWN =
            """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: application/xml\r
            Content-Length: 74\r
            Connection: close\r
            \r
            <Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>   \
            """
                    .getBytes(US_ASCII);

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;

    /// What becomes of requests.
    public enum Mode {
        /// They go to the server.
        PASS,

        /// Each is answered with 503.
        SLOW_DOWN,

        /// None is answered.
        SILENT
    }

    public S3Relay() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// From now on; connections that are open are cut.
    public void turn(Mode to) throws IOException {
        mode = to;
        for (Socket socket : open) {
            socket.close();
        }
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
        open.add(client);
        try (client) {
            switch (mode) {
                case PASS -> pass(client);
                case SLOW_DOWN -> refuse(client);
                case SILENT -> client.getInputStream().transferTo(nowhere());
            }
        } catch (IOException cut) {
            // by one side or the other
        } finally {
            open.remove(client);
        }
    }

    private void pass(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), S3Server.get().port())) {
            threads.execute(() -> copy(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // by one side or the other
        }
    }

    /// Reads the whole request first, or the client would see a reset in place of the answer.
    private static void refuse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            head.append((char) read);
        }
        in.readNBytes(length(head.toString()));
        client.getOutputStream().write(SLOW_DOWN);
        client.getOutputStream().flush();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static java.io.OutputStream nowhere() {
        return java.io.OutputStream.nullOutputStream();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        turn(Mode.SILENT);
        threads.shutdownNow();
    }
}
