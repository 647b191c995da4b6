package dev.zimage.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Many clients of one event stream, each with a connection of its own, in one thread: first all
/// connect, then each is read.
final class ManySubscribers implements AutoCloseable {

    private final List<Socket> sockets = new ArrayList<>();

    ManySubscribers(int port, String path, String key, int count) throws IOException {
        byte[] request =
                ("GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + key
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(UTF_8);
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(120_000);
            sockets.add(socket);
            socket.getOutputStream().write(request);
        }
    }

    /// Waits until each has its first event.
    void awaitFirstEvents() throws IOException {
        for (Socket socket : sockets) {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[4_096];
            while (text.indexOf("event: progress") < 0) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    throw new AssertionError("no event came: " + text);
                }
                text.append(new String(buffer, 0, read, UTF_8));
            }
        }
    }

    /// Reads each to its end.
    ///
    /// @return how many were told that the task is complete
    int awaitEnds() throws IOException {
        int told = 0;
        for (Socket socket : sockets) {
            String rest = new String(socket.getInputStream().readAllBytes(), UTF_8);
            told += rest.contains("event: completed") ? 1 : 0;
        }
        return told;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
