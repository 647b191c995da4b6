package dev.zimage.engine.zimage;

/// Linear regression by the normal equations, for few inputs.
final class LeastSquares {

    private final double[][] products;
    private final double[][] targets;

    /// @param inputs of each sample
    /// @param outputs of each sample
    LeastSquares(int inputs, int outputs) {
        this.products = new double[inputs][inputs];
        this.targets = new double[outputs][inputs];
    }

    void add(double[] inputs, double[] outputs) {
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < inputs.length; j++) {
                products[i][j] += inputs[i] * inputs[j];
            }
            for (int out = 0; out < outputs.length; out++) {
                targets[out][i] += inputs[i] * outputs[out];
            }
        }
    }

    /// The weights of the inputs for each output.
    ///
    /// @param ridge added to the squares of the inputs, so that there is always one solution
    double[][] solve(double ridge) {
        int n = products.length;
        double[][] factor = cholesky(ridge);
        double[][] weights = new double[targets.length][];
        for (int out = 0; out < targets.length; out++) {
            double[] x = targets[out].clone();
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < i; k++) {
                    x[i] -= factor[i][k] * x[k];
                }
                x[i] /= factor[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    x[i] -= factor[k][i] * x[k];
                }
                x[i] /= factor[i][i];
            }
            weights[out] = x;
        }
        return weights;
    }

    private double[][] cholesky(double ridge) {
        int n = products.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = products[i][j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return factor;
    }
}
