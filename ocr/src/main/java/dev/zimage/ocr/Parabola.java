package dev.zimage.ocr;

/// `a + b·x + c·x²`.
record Parabola(double a, double b, double c) {

    static Parabola constant(double value) {
        return new Parabola(value, 0, 0);
    }

    double at(double x) {
        return a + x * (b + x * c);
    }

    /// The same curve, moved to the right and down.
    Parabola moved(double right, double down) {
        return new Parabola(a - b * right + c * right * right + down, b - 2 * c * right, c);
    }

    /// Fits by least squares, with the normal equations; `x` should be about 0 to 1.
    static Parabola fitted(double[] x, double[] y, int count) {
        double[][] rows = new double[3][4];
        for (int i = 0; i < count; i++) {
            double[] powers = {1, x[i], x[i] * x[i]};
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    rows[row][column] += powers[row] * powers[column];
                }
                rows[row][3] += powers[row] * y[i];
            }
        }
        eliminate(rows);
        return new Parabola(rows[0][3], rows[1][3], rows[2][3]);
    }

    private static void eliminate(double[][] rows) {
        for (int pivot = 0; pivot < 3; pivot++) {
            double divisor = rows[pivot][pivot] + 1e-12;
            for (int column = pivot; column < 4; column++) {
                rows[pivot][column] /= divisor;
            }
            for (int row = 0; row < 3; row++) {
                double factor = rows[row][pivot];
                for (int column = pivot; row != pivot && column < 4; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
    }

    /// The same curve over an axis that is this many times as long.
    Parabola stretched(double factor) {
        return new Parabola(a, b / factor, c / (factor * factor));
    }
}
