package dev.zimage.engine.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// One weight in a mapped file, row after row. Safe for use by several threads, until the [Weights]
/// that it came from are closed.
///
/// @param name as the model's code names it
/// @param type of the stored values
/// @param shape from the slowest to the fastest axis; empty for a single value
/// @param data the mapped bytes, read-only; not necessarily aligned to the type
/// @param file where the bytes are
/// @param offset of the first byte in the file
/// @param deltas that are added to the values when they are read
public record Tensor(
        String name,
        TensorType type,
        List<Long> shape,
        MemorySegment data,
        Path file,
        long offset,
        List<TensorDelta> deltas) {

    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 8192;

    public Tensor {
        shape = List.copyOf(shape);
        deltas = List.copyOf(deltas);
    }

    /// As it is stored.
    public Tensor(
            String name,
            TensorType type,
            List<Long> shape,
            MemorySegment data,
            Path file,
            long offset) {
        this(name, type, shape, data, file, offset, List.of());
    }

    /// The same with changes.
    public Tensor withDeltas(List<TensorDelta> changes) {
        return new Tensor(name, type, shape, data, file, offset, changes);
    }

    /// The number of values.
    public long values() {
        return data.byteSize() / type.bytes();
    }

    /// Reads values as floats; every stored value is exact in a float. Changes are added.
    ///
    /// @param from index of the first value
    /// @param into where to put them
    /// @param at index in `into` of the first
    /// @param count how many
    /// @throws IndexOutOfBoundsException when the tensor or the array has not that many
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, values());
        Objects.checkFromIndexSize(at, count, into.length);
        readStored(from, into, at, count);
        for (TensorDelta delta : deltas) {
            delta.addTo(from, into, at, count);
        }
    }

    private void readStored(long from, float[] into, int at, int count) {
        switch (type) {
            case F32 -> MemorySegment.copy(data, FLOATS, from * 4, into, at, count);
            case F16 -> {
                short[] block = new short[Math.min(count, BLOCK)];
                for (int done = 0; done < count; done += BLOCK) {
                    int n = block(from + done, block, count - done);
                    for (int i = 0; i < n; i++) {
                        into[at + done + i] = Float.float16ToFloat(block[i]);
                    }
                }
            }
            case BF16 -> {
                short[] block = new short[Math.min(count, BLOCK)];
                for (int done = 0; done < count; done += BLOCK) {
                    int n = block(from + done, block, count - done);
                    for (int i = 0; i < n; i++) {
                        into[at + done + i] = Float.intBitsToFloat(block[i] << 16);
                    }
                }
            }
        }
    }

    /// All values as floats, for tensors that are small.
    ///
    /// @throws ArithmeticException when there are more than an array holds
    public float[] floats() {
        float[] all = new float[Math.toIntExact(values())];
        read(0, all, 0, all.length);
        return all;
    }

    private int block(long from, short[] block, int most) {
        int n = Math.min(block.length, most);
        MemorySegment.copy(data, SHORTS, from * 2, block, 0, n);
        return n;
    }

    @Override
    public String toString() {
        return "Tensor[" + name + ", " + type + ", " + shape + ", " + file.getFileName() + "]";
    }
}
