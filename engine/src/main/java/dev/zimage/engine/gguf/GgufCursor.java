package dev.zimage.engine.gguf;

import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Reads one thing after another of a mapped file, and never behind its end.
final class GgufCursor {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Of a key, by the format; tensors have shorter names.
    private static final int LONGEST_NAME = 65_535;

    /// Ids of the kinds of values.
    private static final int STRING = 8;

    private static final int ARRAY = 9;

    /// Bytes of a value of each kind, 0 for strings and arrays.
    private static final int[] BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final Path file;
    private final MemorySegment mapped;
    private long at;

    GgufCursor(Path file, MemorySegment mapped) {
        this.file = file;
        this.mapped = mapped;
    }

    long at() {
        return at;
    }

    static WeightsException cutOff(Path file, MemorySegment mapped, String part)
            throws IOException {
        FileProblem problem =
                FileProblem.incomplete(
                        file,
                        "the file is cut off: it has %,d bytes, and %s goes on behind them"
                                .formatted(mapped.byteSize(), part));
        return new WeightsException(problem.fault(), problem.mayPass());
    }

    /// @return where the skipped bytes begin
    long skip(long bytes) throws IOException {
        if (bytes < 0 || bytes > mapped.byteSize() - at) {
            throw cutOff(file, mapped, "its header");
        }
        long from = at;
        at += bytes;
        return from;
    }

    int int32() throws IOException {
        return mapped.get(INT, skip(Integer.BYTES));
    }

    long int64() throws IOException {
        return mapped.get(LONG, skip(Long.BYTES));
    }

    /// The name of a key or of a tensor.
    String name() throws IOException {
        long length = int64();
        if (length < 0 || length > LONGEST_NAME) {
            throw new WeightsException(
                    "%s: the file is damaged: a name of %s bytes"
                            .formatted(file, Long.toUnsignedString(length)));
        }
        byte[] bytes = new byte[(int) length];
        MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, skip(length), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Reads a value of any kind.
    ///
    /// @return it, where it is a whole number of 32 bits or fewer, read as unsigned
    OptionalLong value() throws IOException {
        int kind = int32();
        int bytes = bytes(kind);
        if (kind == STRING || kind == ARRAY) {
            skipValues(kind, 1);
            return OptionalLong.empty();
        }
        long from = skip(bytes);
        return switch (bytes) {
            case 1 -> OptionalLong.of(mapped.get(ValueLayout.JAVA_BYTE, from) & 0xFF);
            case 2 ->
                    OptionalLong.of(
                            (mapped.get(ValueLayout.JAVA_BYTE, from) & 0xFF)
                                    | ((mapped.get(ValueLayout.JAVA_BYTE, from + 1) & 0xFF) << 8));
            case 4 -> OptionalLong.of(Integer.toUnsignedLong(mapped.get(INT, from)));
            default -> OptionalLong.empty();
        };
    }

    private void skipValues(int kind, long count) throws IOException {
        switch (kind) {
            case STRING -> {
                for (long i = 0; i < count; i++) {
                    skip(int64());
                }
            }
            case ARRAY -> {
                for (long i = 0; i < count; i++) {
                    int inner = int32();
                    if (inner == ARRAY) {
                        throw new WeightsException(file + ": the file is damaged: nested arrays");
                    }
                    skipValues(inner, int64());
                }
            }
            default -> {
                long each = bytes(kind);
                if (count < 0 || count > (mapped.byteSize() - at) / each) {
                    throw cutOff(file, mapped, "its header");
                }
                skip(count * each);
            }
        }
    }

    private int bytes(int kind) throws WeightsException {
        if (kind < 0 || kind >= BYTES.length) {
            throw new WeightsException(
                    file
                            + ": the file is damaged: a value of kind "
                            + Integer.toUnsignedString(kind));
        }
        return BYTES[kind];
    }
}
