package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.FloatFormat.FLOATS;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix of outputs by inputs with a scale for each block of inputs, in the layout of ONNX
/// Runtime's `MatMulNBits`: unsigned values around the middle, two of 4 bits in a byte with the
/// earlier one low; the last block of a row is filled up.
///
/// @param bits of a value, 4 or 8
/// @param block inputs that share a scale
/// @param scales whether this is the scales or the values
record BlockFormat(int bits, int block, boolean scales) implements WeightFormat {

    @Override
    public void write(Tensor source, MemorySegment target) {
        int inputs = ChannelFormat.inputs(source);
        float[] row = new float[blocks(inputs) * block];
        for (int n = 0; n < ChannelFormat.outputs(source); n++) {
            source.read((long) n * inputs, row, 0, inputs);
            for (int b = 0; b < blocks(inputs); b++) {
                long at = (long) n * blocks(inputs) + b;
                if (scales) {
                    target.set(FLOATS, at * Float.BYTES, scale(row, b * block));
                } else {
                    byte[] bytes = quantise(row, b * block);
                    MemorySegment.copy(
                            bytes,
                            0,
                            target,
                            ValueLayout.JAVA_BYTE,
                            at * bytes.length,
                            bytes.length);
                }
            }
        }
    }

    /// Blocks in a row.
    int blocks(int inputs) {
        return Math.ceilDiv(inputs, block);
    }

    /// Bytes of the values of a block.
    int bytes() {
        return block * bits / Byte.SIZE;
    }

    private int middle() {
        return 1 << (bits - 1);
    }

    /// The value that is farthest from zero becomes the least: there is one more below the middle
    /// than above it.
    private float scale(float[] row, int from) {
        float farthest = 0;
        for (int i = from; i < from + block; i++) {
            farthest = Math.abs(row[i]) > Math.abs(farthest) ? row[i] : farthest;
        }
        return -farthest / middle();
    }

    private byte[] quantise(float[] row, int from) {
        float scale = scale(row, from);
        float inverse = scale == 0 ? 0 : 1 / scale;
        int[] values = new int[block];
        for (int i = 0; i < block; i++) {
            values[i] =
                    Math.clamp(Math.round(row[from + i] * inverse) + middle(), 0, 2 * middle() - 1);
        }
        return bits == Byte.SIZE ? wide(values) : narrow(values);
    }

    private static byte[] wide(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] narrow(int[] values) {
        byte[] bytes = new byte[values.length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[2 * i] | values[2 * i + 1] << 4);
        }
        return bytes;
    }

    @Override
    public String id() {
        return "q" + bits + "-block" + block + (scales ? "-scales" : "-values");
    }
}
