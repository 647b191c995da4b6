package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.FloatFormat.FLOATS;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix of outputs by inputs in bytes, with a scale for each output.
///
/// @param levels that the bytes have
/// @param scales whether this is the scales or the bytes, which are turned to inputs by outputs
record ChannelFormat(ByteLevels levels, boolean scales) implements WeightFormat {

    private static final int TILE = 64;

    @Override
    public void write(Tensor source, MemorySegment target) {
        if (scales) {
            writeScales(source, target);
        } else {
            writeBytes(source, target);
        }
    }

    private void writeScales(Tensor source, MemorySegment target) {
        float[] row = new float[inputs(source)];
        for (int n = 0; n < outputs(source); n++) {
            source.read((long) n * row.length, row, 0, row.length);
            target.set(FLOATS, (long) n * Float.BYTES, levels.scale(row));
        }
    }

    private void writeBytes(Tensor source, MemorySegment target) {
        int outputs = outputs(source);
        int inputs = inputs(source);
        float[] row = new float[inputs];
        byte[] rows = new byte[TILE * inputs];
        byte[] run = new byte[TILE];
        for (int from = 0; from < outputs; from += TILE) {
            int count = Math.min(TILE, outputs - from);
            for (int n = 0; n < count; n++) {
                source.read((long) (from + n) * inputs, row, 0, inputs);
                levels.quantise(row, rows, n * inputs);
            }
            for (int k = 0; k < inputs; k++) {
                for (int n = 0; n < count; n++) {
                    run[n] = rows[n * inputs + k];
                }
                long at = (long) k * outputs + from;
                MemorySegment.copy(run, 0, target, ValueLayout.JAVA_BYTE, at, count);
            }
        }
    }

    static int outputs(Tensor matrix) {
        return Math.toIntExact(matrix.shape().get(0));
    }

    static int inputs(Tensor matrix) {
        return Math.toIntExact(matrix.shape().get(1));
    }

    @Override
    public String id() {
        return levels.id() + "-channel-" + (scales ? "scales" : "bytes");
    }
}
