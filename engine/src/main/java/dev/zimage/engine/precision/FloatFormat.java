package dev.zimage.engine.precision;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// 32-bit floats.
enum FloatFormat implements WeightFormat {
    /// In the published order.
    PLAIN {
        @Override
        public void write(Tensor source, MemorySegment target) {
            float[] block = new float[BLOCK];
            long all = source.values();
            for (long from = 0; from < all; from += BLOCK) {
                int count = (int) Math.min(BLOCK, all - from);
                source.read(from, block, 0, count);
                MemorySegment.copy(block, 0, target, FLOATS, from * Float.BYTES, count);
            }
        }
    },
    /// A matrix of outputs by inputs, turned to inputs by outputs.
    TRANSPOSED {
        @Override
        public void write(Tensor source, MemorySegment target) {
            int outputs = Math.toIntExact(source.shape().get(0));
            int inputs = Math.toIntExact(source.shape().get(1));
            float[] rows = new float[TILE * inputs];
            float[] run = new float[TILE];
            for (int from = 0; from < outputs; from += TILE) {
                int count = Math.min(TILE, outputs - from);
                source.read((long) from * inputs, rows, 0, count * inputs);
                for (int k = 0; k < inputs; k++) {
                    for (int n = 0; n < count; n++) {
                        run[n] = rows[n * inputs + k];
                    }
                    long at = ((long) k * outputs + from) * Float.BYTES;
                    MemorySegment.copy(run, 0, target, FLOATS, at, count);
                }
            }
        }
    };

    static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK = 1 << 16;
    private static final int TILE = 32;

    @Override
    public String id() {
        return "f32" + (this == PLAIN ? "" : "-transposed");
    }
}
