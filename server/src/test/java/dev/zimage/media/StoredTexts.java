package dev.zimage.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.engine.ImageFormat;
import java.io.IOException;
import java.io.InputStream;

/// Short texts, which a media store takes like pictures.
public final class StoredTexts {

    private StoredTexts() {}

    public static MediaKey key(String hex) {
        return new MediaKey(hex, 0, ImageFormat.JPEG);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    public static String read(StoredMedia media, long offset) throws IOException {
        try (InputStream in = media.open(offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
