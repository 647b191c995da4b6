package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.FloatFormat.FLOATS;

import dev.zimage.engine.weights.Tensor;
import java.lang.foreign.MemorySegment;

/// Kernels of 3 by 3 as Winograd's F(4x4, 3x3) multiplies with them (Lavin and Gray, "Fast
/// Algorithms for Convolutional Neural Networks"): `G·k·Gᵀ`, 36 values each. They are kept as 36
/// matrices of inputs by outputs.
///
/// For a picture that was doubled by repetition, a kernel becomes four, one each for even and odd
/// rows and columns of the result. They are applied to the picture before it was doubled, and so
/// multiply each of its values once instead of up to four times. Each lies on two rows and two
/// columns only: of its 36 values, the 11 of the first or last row and column are zeros, which are
/// left out. The matrices of the four follow one another.
///
/// @param doubling whether the picture under the kernel was doubled
record WinogradFormat(boolean doubling) implements WeightFormat {

    private static final int SIDE = 6;
    private static final int POINTS = SIDE * SIDE;
    private static final int TAPS = 9;
    private static final int TILE = 16;

    private static final double[][] G = {
        {1 / 4d, 0, 0},
        {-1 / 6d, -1 / 6d, -1 / 6d},
        {-1 / 6d, 1 / 6d, -1 / 6d},
        {1 / 24d, 1 / 12d, 1 / 6d},
        {1 / 24d, -1 / 12d, 1 / 6d},
        {0, 0, 1}
    };

    /// How many matrices of inputs by outputs they become.
    int matrices() {
        return kernels() * side() * side();
    }

    /// How many kernels one becomes.
    private int kernels() {
        return doubling ? 4 : 1;
    }

    /// Values of a kernel in each direction that are kept.
    private int side() {
        return doubling ? SIDE - 1 : SIDE;
    }

    @Override
    public void write(Tensor source, MemorySegment target) {
        int outputs = Math.toIntExact(source.shape().get(0));
        int inputs = Math.toIntExact(source.shape().get(1));
        for (int from = 0; from < outputs; from += TILE) {
            writeOutputs(source, target, inputs, from, Math.min(TILE, outputs - from));
        }
    }

    private void writeOutputs(
            Tensor source, MemorySegment target, int inputs, int from, int count) {
        int outputs = Math.toIntExact(source.shape().get(0));
        float[] taps = new float[count * inputs * TAPS];
        source.read((long) from * inputs * TAPS, taps, 0, taps.length);
        float[][] runs = new float[POINTS][count];
        for (int kernel = 0; kernel < kernels(); kernel++) {
            for (int c = 0; c < inputs; c++) {
                for (int n = 0; n < count; n++) {
                    transform(kernel(taps, (n * inputs + c) * TAPS, kernel), runs, n);
                }
                int kept = side() * side();
                for (int i = 0; i < kept; i++) {
                    long row = ((long) kernel * kept + i) * inputs + c;
                    long at = (row * outputs + from) * Float.BYTES;
                    MemorySegment.copy(runs[point(kernel, i)], 0, target, FLOATS, at, count);
                }
            }
        }
    }

    /// The kernel itself, or one of the four that it becomes.
    private double[] kernel(float[] taps, int at, int kernel) {
        double[] sums = new double[TAPS];
        for (int i = 0; i < TAPS; i++) {
            int row = doubling ? over(kernel / 2, i / 3) : i / 3;
            int column = doubling ? over(kernel % 2, i % 3) : i % 3;
            sums[row * 3 + column] += taps[at + i];
        }
        return sums;
    }

    /// Where a row of the kernel lies over the picture before it was doubled, counted from the row
    /// above: around an even row, it begins with that one; around an odd row, with the row itself.
    private static int over(int parity, int row) {
        return parity == 0 ? (row + 1) / 2 : row / 2 + 1;
    }

    /// Where the kept values are among all: those for even rows lack the last row, those for odd
    /// rows the first one; likewise for columns.
    private int point(int kernel, int i) {
        int row = i / side() + kernel / 2;
        int column = i % side() + kernel % 2;
        return row * SIDE + column;
    }

    private static void transform(double[] kernel, float[][] runs, int n) {
        double[] half = new double[SIDE * 3];
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < 3; j++) {
                half[i * 3 + j] =
                        G[i][0] * kernel[j] + G[i][1] * kernel[3 + j] + G[i][2] * kernel[6 + j];
            }
        }
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += half[i * 3 + k] * G[j][k];
                }
                runs[i * SIDE + j][n] = (float) sum;
            }
        }
    }

    @Override
    public String id() {
        return "f32-winograd-4x4" + (doubling ? "-doubling-2x2" : "");
    }
}
