package dev.zimage.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/// A request in the hands of a test.
record Exchange(Socket connection, InputStream in, ImitatedServer.Request request) {

    private static final String WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    void json(int status, String body) throws IOException {
        answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8), "");
    }

    void bytes(String type, byte[] body) throws IOException {
        answer(200, type, body, "");
    }

    /// @param headers further lines, each with its end
    void answer(int status, String type, byte[] body, String headers) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(head(status, type, body.length, headers));
        out.write(body);
        out.flush();
    }

    private static byte[] head(int status, String type, int length, String headers) {
        return "HTTP/1.1 %d Status\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(status, type, length, headers)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Half of an answer, and the end of the connection.
    void cut(String body) throws IOException {
        byte[] whole = body.getBytes(StandardCharsets.UTF_8);
        OutputStream out = connection.getOutputStream();
        out.write(head(200, "application/json", whole.length, ""));
        out.write(whole, 0, whole.length / 2);
        out.flush();
        connection.close();
    }

    /// An answer of which a byte comes now and then, and which never ends.
    void drip() throws IOException, InterruptedException {
        OutputStream out = connection.getOutputStream();
        out.write(head(200, "application/json", 1 << 20, ""));
        while (true) {
            out.write(' ');
            out.flush();
            Thread.sleep(20);
        }
    }

    /// Blocks until the client closes the connection.
    void awaitHangUp() throws IOException {
        while (in.read() >= 0) {
            // What comes does not matter.
        }
    }

    /// Becomes a WebSocket.
    void upgrade() throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-1")
                        .digest(
                                (request.headers().get("sec-websocket-key") + WEB_SOCKET)
                                        .getBytes(StandardCharsets.US_ASCII));
        connection
                .getOutputStream()
                .write(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                                .formatted(Base64.getEncoder().encodeToString(hash))
                                .getBytes(StandardCharsets.US_ASCII));
    }

    void frame(String text) throws IOException {
        frame(1, text.getBytes(StandardCharsets.UTF_8));
    }

    void frame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload);
        OutputStream out = connection.getOutputStream();
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }
}
