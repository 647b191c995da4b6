package dev.zimage.api.http;

import dev.zimage.media.StoredMedia;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a handler answers: a status, headers and a body. Immutable.
public record Answer(int status, String contentType, List<Header> headers, Body body) {

    public static final String JSON = "application/json";

    public record Header(String name, String value) {}

    /// What is sent, with a length that is known before.
    public sealed interface Body {}

    /// A body in memory; its bytes are not changed by anybody.
    public static final class Bytes implements Body {

        private final byte[] bytes;

        public Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /// A part of a stored picture; both offsets count.
    public record Picture(StoredMedia media, long from, long to) implements Body {

        public static Picture whole(StoredMedia media) {
            return new Picture(media, 0, media.length() - 1);
        }

        long length() {
            return to - from + 1;
        }
    }

    /// A picture in Base64, read when it is written.
    public record Base64(Picture picture) implements Body {}

    /// One body after the other.
    public record Sequence(List<Body> parts) implements Body {

        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /// A body that is written bit by bit, for as long as it takes; its length is not known before.
    public record Stream(Source source) implements Body {}

    /// Where the bytes of a [Stream] come from. Written to once, by the thread of the request.
    @FunctionalInterface
    public interface Source {

        /// @param stillAllowed whether the caller's key is still good; to be asked now and then
        /// @throws IOException when the client went away
        void writeTo(OutputStream out, BooleanSupplier stillAllowed) throws IOException;
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, List.of(), new Bytes(body));
    }

    /// Done, with nothing to say.
    public static Answer empty() {
        return new Answer(204, JSON, List.of(), new Bytes(new byte[0]));
    }

    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, List.of(), new Bytes(body));
    }

    public static Answer stream(String contentType, Source source) {
        return new Answer(200, contentType, List.of(), new Stream(source));
    }

    /// The same answer with one header more; without a value, the same.
    public Answer with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, contentType, List.copyOf(more), body);
    }
}
