package dev.zimage.database.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between the program and the database server, and cuts a connection at the moment that a
/// test wants.
public final class CuttingProxy implements AutoCloseable {

    private static final String COMMIT = "COMMIT";

    /// When a connection is cut.
    public enum Cut {
        NEVER,
        BEFORE_THE_COMMIT_ARRIVES,
        BEFORE_ITS_ANSWER_ARRIVES
    }

    private final ServerSocket listener;
    private final int server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);

    /// @param server the port of the database server
    public CuttingProxy(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Cuts the connection of the next commit.
    public void cut(Cut cut) {
        next.set(cut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            Thread.ofVirtual().start(() -> copyToServer(client, upstream));
            Thread.ofVirtual().start(() -> copyToClient(upstream, client));
        } catch (IOException e) {
            client.close(); // the server is away
        }
    }

    private void copyToServer(Socket client, Socket upstream) {
        byte[] buffer = new byte[64 << 10];
        try (client;
                upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int read; (read = in.read(buffer)) >= 0; ) {
                Cut cut = hasCommit(buffer, read) ? next.getAndSet(Cut.NEVER) : Cut.NEVER;
                if (cut == Cut.BEFORE_THE_COMMIT_ARRIVES) {
                    return;
                }
                if (cut == Cut.BEFORE_ITS_ANSWER_ARRIVES) {
                    client.close(); // the other direction has nobody to answer
                }
                out.write(buffer, 0, read);
                out.flush();
                if (cut == Cut.BEFORE_ITS_ANSWER_ARRIVES) {
                    upstream.shutdownOutput();
                    upstream.getInputStream().transferTo(OutputStream.nullOutputStream());
                    return;
                }
            }
        } catch (IOException e) {
            // One side has gone.
        }
    }

    private static boolean hasCommit(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }

    private static void copyToClient(Socket upstream, Socket client) {
        try {
            upstream.getInputStream().transferTo(client.getOutputStream());
            client.close();
        } catch (IOException e) {
            // One side has gone.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
