package dev.zimage.api;

import dev.zimage.server.DocumentedErrors;
import dev.zimage.server.TestServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A connection on which anything can be sent, whether it is HTTP or not.
public final class RawClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TIMEOUT = 60_000;

    private final Socket socket;
    private final InputStream in;

    /// An answer, read by hand; status 0 when the connection was closed without one.
    public record Reply(int status, String head, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public int errorCode() {
            return json().path("error").path("code").asInt(0);
        }

        /// The value of a header, empty when it is not there.
        public String header(String name) {
            return head.lines()
                    .filter(line ->
                            line.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public RawClient(TestServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(TIMEOUT);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Sends on a connection of its own and reads the first answer.
    public static Reply exchange(TestServer server, byte[] request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            try {
                client.send(request);
            } catch (SocketException hungUp) {
                // The server need not read to the end what it refuses; its answer has come.
            }
            boolean head = new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
            return head ? reply(client.head()) : client.receive();
        }
    }

    public static Reply exchange(TestServer server, String request) throws IOException {
        return exchange(server, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Says that nothing more comes.
    public RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public RawClient timeout(Duration duration) throws IOException {
        socket.setSoTimeout((int) duration.toMillis());
        return this;
    }

    /// Reads one answer whose length is given.
    public Reply receive() throws IOException {
        Reply reply = reply(head());
        String head = reply.head();
        String length = reply.header("Content-Length");
        byte[] body =
                length.isEmpty() || reply.status == 304
                        ? new byte[0]
                        : in.readNBytes(Integer.parseInt(length));
        DocumentedErrors.require(reply.status, body);
        return new Reply(reply.status, head, new String(body, StandardCharsets.UTF_8));
    }

    private static Reply reply(String head) {
        return new Reply(head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12)), head, "");
    }

    /// Reads an answer's head only, as that to a HEAD request.
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// Waits until the server closes the connection.
    public void awaitClose() throws IOException {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (java.io.EOFException | java.net.SocketException e) {
            // closed, politely or not
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
