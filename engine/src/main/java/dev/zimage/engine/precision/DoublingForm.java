package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.FloatForm.FLOATS;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;

/// One of the four kernels of 2 by 2 that a kernel of 3 by 3 becomes when the picture under it has
/// just been doubled by repetition: it then meets each value of the smaller picture once instead of
/// up to four times. The four give the pixels of even or odd rows and columns.
///
/// @param row 0 for even rows, 1 for odd ones
/// @param column likewise
record DoublingForm(int row, int column) implements Form {

    private static final int WIDE = 9;
    private static final int NARROW = 4;

    @Override
    public void write(Tensor source, MemorySegment target) {
        long kernels = source.values() / WIDE;
        float[] wide = new float[WIDE];
        for (long kernel = 0; kernel < kernels; kernel++) {
            source.read(kernel * WIDE, wide, 0, WIDE);
            for (int i = 0; i < NARROW; i++) {
                long at = (kernel * NARROW + i) * Float.BYTES;
                target.set(FLOATS, at, sum(wide, i / 2, i % 2));
            }
        }
    }

    /// What of the wide kernel lies over one place of the narrow one.
    private float sum(float[] wide, int down, int right) {
        double sum = 0;
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                if (over(row, y) == down && over(column, x) == right) {
                    sum += wide[y * 3 + x];
                }
            }
        }
        return (float) sum;
    }

    /// Which of the two places a row of the wide kernel lies over: the kernel around an even row
    /// begins one place above it, the kernel around an odd row at its own place.
    private static int over(int parity, int y) {
        return parity == 0 ? (y + 1) / 2 : y / 2;
    }

    @Override
    public String id() {
        return "f32-doubling-" + row + column;
    }
}
