package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.FloatForm.FLOATS;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix of outputs by inputs in bytes, with a scale for each output.
enum ChannelForm implements Form {
    /// The bytes, turned to inputs by outputs.
    BYTES {
        @Override
        public void write(Tensor source, MemorySegment target) {
            int outputs = outputs(source);
            int inputs = inputs(source);
            float[] row = new float[inputs];
            byte[] rows = new byte[TILE * inputs];
            byte[] run = new byte[TILE];
            for (int from = 0; from < outputs; from += TILE) {
                int count = Math.min(TILE, outputs - from);
                for (int n = 0; n < count; n++) {
                    source.read((long) (from + n) * inputs, row, 0, inputs);
                    quantise(row, rows, n * inputs);
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
    },
    /// The scale of each output.
    SCALES {
        @Override
        public void write(Tensor source, MemorySegment target) {
            float[] row = new float[inputs(source)];
            for (int n = 0; n < outputs(source); n++) {
                source.read((long) n * row.length, row, 0, row.length);
                target.set(FLOATS, (long) n * Float.BYTES, scale(row));
            }
        }
    };

    private static final int TILE = 64;
    private static final float GREATEST = 127;

    static int outputs(Tensor matrix) {
        return Math.toIntExact(matrix.shape().get(0));
    }

    static int inputs(Tensor matrix) {
        return Math.toIntExact(matrix.shape().get(1));
    }

    private static float scale(float[] row) {
        float most = 0;
        for (float value : row) {
            most = Math.max(most, Math.abs(value));
        }
        return most / GREATEST;
    }

    private static void quantise(float[] row, byte[] into, int at) {
        float scale = scale(row);
        float inverse = scale == 0 ? 0 : 1 / scale;
        for (int k = 0; k < row.length; k++) {
            into[at + k] = (byte) Math.round(row[k] * inverse);
        }
    }

    @Override
    public String id() {
        return "int8-channel-" + (this == BYTES ? "bytes" : "scales");
    }
}
