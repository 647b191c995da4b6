package dev.zimage.api.console;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.EntityTag;
import dev.zimage.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of the console in memory, with its compressed form where that is worth while. Immutable.
final class Asset {

    private static final String OTHER = "application/octet-stream";
    private static final String PLAIN = "text/plain;charset=utf-8";
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html;charset=utf-8"),
                    Map.entry("css", "text/css;charset=utf-8"),
                    Map.entry("js", "text/javascript;charset=utf-8"),
                    Map.entry("mjs", "text/javascript;charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("txt", PLAIN),
                    Map.entry("sh", PLAIN),
                    Map.entry("py", PLAIN),
                    Map.entry("go", PLAIN),
                    Map.entry("java", PLAIN),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    private final String type;
    private final byte[] bytes;
    private final byte @Nullable [] compressed;
    private final String hash;

    Asset(String path, byte[] bytes) {
        this.type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), OTHER);
        this.bytes = bytes;
        this.compressed = isText() ? compress(bytes) : null;
        this.hash = HexFormat.of().formatHex(Sha256.digest().digest(bytes)).substring(0, 16);
    }

    private boolean isText() {
        return type.startsWith("text/") || type.contains("json") || type.contains("svg");
    }

    private static byte @Nullable [] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
        return out.size() < bytes.length ? out.toByteArray() : null;
    }

    String hash() {
        return hash;
    }

    /// The file for this request: compressed where the client takes that, and without a body where
    /// the client has it already.
    Answer answer(Call call) {
        byte[] smaller = takesGzip(call) ? compressed : null;
        String etag = smaller == null ? "\"" + hash + "\"" : "\"" + hash + "-gzip\"";
        boolean known = EntityTag.isKnown(call, etag);
        byte[] body = smaller == null ? bytes : smaller;
        return new Answer(known ? 304 : 200, type, java.util.List.of(), new Answer.Bytes(body))
                .with("ETag", etag)
                .with("Content-Encoding", smaller == null ? null : "gzip")
                .with("Vary", compressed == null ? null : "Accept-Encoding")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static boolean takesGzip(Call call) {
        return call.header("Accept-Encoding").stream()
                .flatMap(codings -> Arrays.stream(codings.split(",")))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("gzip")
                                || coding.startsWith("gzip;q=1")
                                || coding.matches("gzip;q=0\\.(?!0+$)\\d{1,3}"));
    }
}
