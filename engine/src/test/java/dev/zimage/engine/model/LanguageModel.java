package dev.zimage.engine.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Turns the files of a bare text encoder into those of a whole language model, where the names of
/// all tensors begin with `model.`.
final class LanguageModel {

    private LanguageModel() {}

    static byte[] prefixed(String file, byte[] bytes) {
        if (file.endsWith(".json")) {
            return prefixed(new String(bytes, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer old = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(old.getLong())];
        old.get(header);
        byte[] renamed =
                prefixed(new String(header, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + renamed.length + old.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(renamed.length)
                .put(renamed)
                .put(old)
                .array();
    }

    private static String prefixed(String json) {
        return json.replaceAll("\"(embed_tokens|layers|norm)\\.", "\"model.$1.");
    }
}
