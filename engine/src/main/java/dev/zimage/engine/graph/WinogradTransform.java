package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;

/// The transformations of Winograd's F(4x4, 3x3) before and after the product, as matrices.
enum WinogradTransform {

    /// For a picture as it is.
    PLAIN(1, 6),

    /// For a picture that was doubled by repetition: four kernels, for even and odd rows and
    /// columns, each of which lies on two rows and two columns of the picture before. Those for
    /// even rows have no last point, those for odd rows no first one.
    DOUBLING(4, 5);

    /// Transforms the surroundings of a tile.
    private static final float[][] BEFORE = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };

    /// Transforms the sums into a tile.
    private static final float[][] AFTER = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    private static final int AROUND = Strips.AROUND * Strips.AROUND;
    private static final int PIXELS = Strips.TILE * Strips.TILE;

    /// That are applied to the same picture, one after the other.
    private final int kernels;

    /// Points of a kernel in each direction.
    private final int side;

    WinogradTransform(int kernels, int side) {
        this.kernels = kernels;
        this.side = side;
    }

    /// @param tiles the pixels around each tile, point by point: 36 by tiles by inputs
    /// @return for each point of each kernel a matrix of tiles by inputs
    Value before(Value tiles, int inputs) {
        int points = side * side;
        float[] values = new float[kernels * points * AROUND];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % AROUND;
            int point = i / AROUND % points;
            int kernel = i / AROUND / points;
            values[i] =
                    BEFORE[row(kernel, point)][pixel / Strips.AROUND]
                            * BEFORE[column(kernel, point)][pixel % Strips.AROUND];
        }
        Graph graph = tiles.graph();
        return graph.floats(new long[] {(long) kernels * points, AROUND}, values)
                .matMul(tiles.reshape(AROUND, -1))
                .reshape((long) kernels * points, -1, inputs);
    }

    /// @param sums for each point of each kernel a matrix of tiles by outputs
    /// @return a row of outputs for each pixel of the tiles: kernel by kernel, pixel by pixel, tile
    ///   by tile
    Value after(Value sums, int outputs) {
        int points = side * side;
        float[] values = new float[kernels * PIXELS * points];
        for (int i = 0; i < values.length; i++) {
            int point = i % points;
            int pixel = i / points % PIXELS;
            int kernel = i / points / PIXELS;
            values[i] =
                    AFTER[pixel / Strips.TILE][row(kernel, point)]
                            * AFTER[pixel % Strips.TILE][column(kernel, point)];
        }
        Graph graph = sums.graph();
        return graph.floats(new long[] {kernels, PIXELS, points}, values)
                .matMul(sums.reshape(kernels, points, -1))
                .reshape(-1, outputs);
    }

    private int row(int kernel, int point) {
        return kernel / 2 + point / side;
    }

    private int column(int kernel, int point) {
        return kernel % 2 + point % side;
    }
}
