package dev.zimage.cli;

import dev.zimage.cli.ForeignFiles.Raw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Quantises the matrices of the golden model as other programs do.
final class Quantisers {

    private static final int BLOCK = 32;
    private static final Map<String, Integer> GGUF_TYPES =
            Map.of("F32", 0, "F16", 1, "Q4_0", 2, "Q8_0", 8, "BF16", 30);

    private Quantisers() {}

    /// The large matrices in fp8.
    ///
    /// @param scaled whether with a scale beside each
    /// @param scale the end of the name of the scale
    static Map<String, Raw> fp8(Map<String, Raw> tensors, boolean scaled, String scale) {
        Map<String, Raw> all = new LinkedHashMap<>();
        tensors.forEach((name, raw) -> {
            if (!raw.isMatrix() || name.contains("pad_token")) {
                all.put(name, raw);
                return;
            }
            float[] values = raw.floats();
            float most = 0;
            for (float value : values) {
                most = Math.max(most, Math.abs(value));
            }
            float step = scaled ? most / 448 : 1;
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = nearest(values[i] / step);
            }
            all.put(name, new Raw("F8_E4M3", raw.shape(), bytes));
            if (scaled) {
                all.put(
                        name.replaceFirst("weight$", scale),
                        new Raw(
                                "F32",
                                List.of(),
                                ByteBuffer.allocate(4)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .putFloat(step)
                                        .array()));
            }
        });
        return all;
    }

    /// The nearest float of four bits of exponent and three of mantissa.
    private static byte nearest(float value) {
        float size = Math.min(Math.abs(value), 448);
        int exponent = Math.max(Math.getExponent(size), -6);
        long mantissa = Math.round(Math.scalb((double) size, 3 - exponent));
        long bits = mantissa < 8 ? mantissa : (((long) exponent + 7) << 3) + mantissa - 8;
        return (byte) (bits | (value < 0 ? 0x80 : 0));
    }

    /// A GGUF file with the matrices of whole blocks in a type, and the rest in f32.
    static void gguf(Path file, Map<String, Raw> tensors, String type) throws IOException {
        Map<String, Raw> stored = new LinkedHashMap<>();
        tensors.forEach((name, raw) -> stored.put(name, quantised(name, raw, type)));
        ByteBuffer head = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        head.put("GGUF".getBytes(StandardCharsets.ISO_8859_1)).putInt(3);
        head.putLong(stored.size()).putLong(1);
        text(head, "general.architecture").putInt(8);
        text(head, "lumina2");
        int at = 0;
        for (Map.Entry<String, Raw> tensor : stored.entrySet()) {
            List<Integer> shape = tensor.getValue().shape();
            text(head, tensor.getKey()).putInt(shape.size());
            shape.reversed().forEach(head::putLong);
            head.putInt(Objects.requireNonNull(GGUF_TYPES.get(tensor.getValue().type())))
                    .putLong(at);
            at += aligned(tensor.getValue().bytes().length);
        }
        int start = aligned(head.position());
        ByteBuffer all = ByteBuffer.allocate(start + at);
        all.put(head.array(), 0, head.position()).position(start);
        for (Raw raw : stored.values()) {
            all.put(raw.bytes());
            all.position(start + aligned(all.position() - start));
        }
        Files.write(file, all.array());
    }

    private static Raw quantised(String name, Raw raw, String type) {
        boolean whole = raw.isMatrix() && raw.row() % BLOCK == 0 && !name.contains("pad_token");
        if (!whole) {
            return ForeignFiles.plain(raw, "F32");
        }
        return switch (type) {
            case "Q8_0" -> new Raw(type, raw.shape(), blocks(raw.floats(), 34, Quantisers::q80));
            case "Q4_0" -> new Raw(type, raw.shape(), blocks(raw.floats(), 18, Quantisers::q40));
            default -> ForeignFiles.plain(raw, type);
        };
    }

    private interface BlockWriter {
        void write(float[] values, int from, ByteBuffer into);
    }

    private static byte[] blocks(float[] values, int size, BlockWriter writer) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length / BLOCK * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += BLOCK) {
            writer.write(values, from, bytes);
        }
        return bytes.array();
    }

    private static void q80(float[] values, int from, ByteBuffer into) {
        float step = scale(values, from, 127, into);
        for (int i = 0; i < BLOCK; i++) {
            into.put((byte) Math.clamp(Math.round(values[from + i] / step), -127, 127));
        }
    }

    private static void q40(float[] values, int from, ByteBuffer into) {
        float step = scale(values, from, 7, into);
        for (int i = 0; i < BLOCK / 2; i++) {
            into.put((byte) (q4(values[from + i] / step) | q4(values[from + 16 + i] / step) << 4));
        }
    }

    private static int q4(float steps) {
        return Math.clamp(Math.round(steps) + 8, 0, 15);
    }

    private static float scale(float[] values, int from, int most, ByteBuffer into) {
        float largest = Float.MIN_NORMAL;
        for (int i = from; i < from + BLOCK; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        short half = Float.floatToFloat16(largest / most);
        into.putShort(half);
        return Math.max(Float.float16ToFloat(half), Float.MIN_NORMAL);
    }

    private static int aligned(int at) {
        return (at + 31) / 32 * 32;
    }

    private static ByteBuffer text(ByteBuffer file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file.putLong(bytes.length).put(bytes);
    }
}
