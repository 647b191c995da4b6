package dev.zimage.api.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/// Writes answers to the wire: status, headers and each kind of body.
final class AnswerWriter {

    private final Predicate<Context> isStillAllowed;

    /// @param isStillAllowed asked while a stream lasts, whether its caller may still read
    AnswerWriter(Predicate<Context> isStillAllowed) {
        this.isStillAllowed = isStillAllowed;
    }

    private static void set(HttpServletResponse response, List<Answer.Header> headers) {
        headers.forEach(header -> setHeader(response, header));
    }

    /// Writes status, headers and, unless `headOnly`, the body.
    ///
    /// @throws UnreadablePicture when the picture's file cannot be read
    /// @throws BrokenStream when the source of a stream fails
    /// @throws IOException when the client has gone away
    void write(Context context, Answer answer, boolean headOnly) throws IOException {
        HttpServletResponse response = context.res();
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        set(response, answer.headers());
        if (UnreadBody.isOnItsWay(context)) {
            response.setHeader("Connection", "close");
        }
        if (!(answer.body() instanceof Answer.Stream)) {
            response.setContentLengthLong(length(answer.body()));
        }
        if (headOnly || answer.status() == 304) {
            return;
        }
        write(answer.body(), response.getOutputStream(), context);
    }

    private void write(Answer.Body body, OutputStream out, Context context) throws IOException {
        switch (body) {
            case Answer.Bytes bytes -> out.write(bytes.bytes());
            case Answer.Picture picture -> copy(picture, out);
            case Answer.Base64(Answer.Picture picture) -> encode(picture, out);
            case Answer.Sequence(List<Answer.Body> parts) -> {
                for (Answer.Body part : parts) {
                    write(part, out, context);
                }
            }
            case Answer.Stream stream -> stream(stream, out, context);
        }
    }

    /// An answer may set several cookies; of any other header, the last one counts.
    private static void setHeader(HttpServletResponse response, Answer.Header header) {
        if (header.name().equals("Set-Cookie")) {
            response.addHeader(header.name(), header.value());
        } else {
            response.setHeader(header.name(), header.value());
        }
    }

    /// The encoder writes its end when it is closed, and would close what it writes to.
    private static void encode(Answer.Picture picture, OutputStream out) throws IOException {
        OutputStream open =
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int from, int count) throws IOException {
                        out.write(bytes, from, count);
                    }

                    @Override
                    public void close() {}
                };
        try (OutputStream encoder = Base64.getEncoder().wrap(open)) {
            copy(picture, encoder);
        }
    }

    private void stream(Answer.Stream stream, OutputStream out, Context context)
            throws IOException {
        try {
            stream.source().writeTo(out, () -> isStillAllowed.test(context));
        } catch (RuntimeException e) {
            throw new BrokenStream(e);
        }
    }

    /// The stream failed on our side, not at the client.
    static final class BrokenStream extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenStream(RuntimeException cause) {
            super("the stream ended early", cause);
        }
    }

    /// The bytes of a body, -1 for a stream.
    static long length(Answer.Body body) {
        return switch (body) {
            case Answer.Bytes bytes -> bytes.bytes().length;
            case Answer.Picture picture -> picture.length();
            case Answer.Base64(Answer.Picture picture) -> 4 * Math.ceilDiv(picture.length(), 3);
            case Answer.Sequence(List<Answer.Body> parts) ->
                    parts.stream().mapToLong(AnswerWriter::length).sum();
            case Answer.Stream stream -> -1;
        };
    }

    private static void copy(Answer.Picture picture, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(65_536, picture.length())];
        try (InputStream in = open(picture)) {
            long left = picture.length();
            while (left > 0) {
                int read = read(in, buffer, (int) Math.min(buffer.length, left));
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static InputStream open(Answer.Picture picture) throws UnreadablePicture {
        try {
            return picture.media().open(picture.from());
        } catch (IOException e) {
            throw new UnreadablePicture(e);
        }
    }

    private static int read(InputStream in, byte[] buffer, int most) throws UnreadablePicture {
        try {
            int read = in.read(buffer, 0, most);
            if (read < 0) {
                throw new EOFException("the picture ends before its length");
            }
            return read;
        } catch (IOException e) {
            throw new UnreadablePicture(e);
        }
    }

    static final class UnreadablePicture extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException reason;

        UnreadablePicture(IOException reason) {
            super("the picture cannot be read", reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }
}
