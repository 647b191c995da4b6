package dev.zimage.engine.gguf;

import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// One tensor of a mapped file. Safe for use by several threads, until its [GgufFile] is closed.
///
/// @param shape from the slowest to the fastest axis, the other way round than in the file
/// @param data the mapped bytes
/// @param file where they are
/// @param offset of the first byte in the file
public record GgufTensor(
        String name, GgufType type, List<Long> shape, MemorySegment data, Path file, long offset) {

    public GgufTensor {
        shape = List.copyOf(shape);
    }

    /// The number of values.
    public long values() {
        return data.byteSize() / type.blockBytes() * type.blockValues();
    }

    /// Reads values as floats, the same to the bit that Python's `gguf` gives.
    ///
    /// @param from index of the first value, where a block begins
    /// @param into where to put them
    /// @param count how many: whole blocks
    public void read(long from, float[] into, int count) {
        Objects.checkFromIndexSize(from, count, values());
        switch (type) {
            case F32 -> plain(TensorType.F32).read(from, into, 0, count);
            case F16 -> plain(TensorType.F16).read(from, into, 0, count);
            case BF16 -> plain(TensorType.BF16).read(from, into, 0, count);
            default -> decode(from, into, count);
        }
    }

    private Tensor plain(TensorType as) {
        return new Tensor(name, as, shape, data, file, offset);
    }

    private void decode(long from, float[] into, int count) {
        int values = type.blockValues();
        if (from % values != 0 || count % values != 0) {
            throw new IllegalArgumentException(
                    "%s has blocks of %d values: not %d from %d"
                            .formatted(type, values, count, from));
        }
        byte[] bytes = new byte[count / values * type.blockBytes()];
        MemorySegment.copy(
                data,
                ValueLayout.JAVA_BYTE,
                from / values * type.blockBytes(),
                bytes,
                0,
                bytes.length);
        GgufType.BlockDecoder decoder = type.decoder();
        for (int block = 0; block < count / values; block++) {
            decoder.decode(bytes, block * type.blockBytes(), into, block * values);
        }
    }
}
