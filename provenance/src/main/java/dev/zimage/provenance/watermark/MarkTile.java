package dev.zimage.provenance.watermark;

/// One tile of a mark for one picture, with a standard deviation of about 1. Immutable.
///
/// A wave of the picture itself can hide the mark's. So each wave is chosen for what the picture
/// already has there: the two together come to the phase that is wanted, as far as the mark's share
/// of the strength goes.
final class MarkTile {

    /// Of all waves together, the strength of the mark where the picture itself has nothing.
    private static final double GOAL = 1;

    /// How much more than its share a wave may take where the picture is against it.
    private static final double MOST = 1.9;

    /// Larger values are cut off: they would be seen first and carry little.
    private static final float PEAK = 1.7f;

    private static final int SIDE = Lattice.TILE;

    private final float[] values;

    private MarkTile(float[] values) {
        this.values = values;
    }

    /// @param phases the phase of each wave that is wanted
    static MarkTile of(Lattice lattice, double[] phases, HostWaves host) {
        double share = GOAL / Math.sqrt(2.0 * lattice.size());
        double[] re = new double[lattice.size()];
        double[] im = new double[lattice.size()];
        for (int wave = 0; wave < lattice.size(); wave++) {
            double c = Math.cos(phases[wave]);
            double s = Math.sin(phases[wave]);
            double along = host.re()[wave] * c + host.im()[wave] * s;
            double across = host.im()[wave] * c - host.re()[wave] * s;
            double a = Math.max(share - Math.max(along, 0) / 2 - Math.min(along, 0), share / 2);
            double b = -across;
            double length = Math.hypot(a, b);
            double limit = Math.min(1, MOST * share / length);
            re[wave] = (a * c - b * s) * limit;
            im[wave] = (a * s + b * c) * limit;
        }
        return new MarkTile(limited(sum(lattice, re, im)));
    }

    /// The sum of the waves at each pixel. The first pixel of the plane of half the size lies
    /// between the first two of the picture.
    private static float[] sum(Lattice lattice, double[] re, double[] im) {
        double[][] columns = new double[Lattice.HIGHEST + 1][2 * SIDE];
        double[] cosines = new double[2 * SIDE];
        double[] sines = new double[2 * SIDE];
        for (int i = 0; i < 2 * SIDE; i++) {
            cosines[i] = Math.cos(Math.PI * i / SIDE);
            sines[i] = Math.sin(Math.PI * i / SIDE);
        }
        for (int wave = 0; wave < lattice.size(); wave++) {
            double[] column = columns[lattice.right(wave)];
            for (int y = 0; y < SIDE; y++) {
                int at = Math.floorMod(lattice.down(wave) * (2 * y - 1), 2 * SIDE);
                column[2 * y] += re[wave] * cosines[at] - im[wave] * sines[at];
                column[2 * y + 1] += re[wave] * sines[at] + im[wave] * cosines[at];
            }
        }
        float[] tile = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double sum = 0;
                for (int k = 0; k <= Lattice.HIGHEST; k++) {
                    int at = Math.floorMod(k * (2 * x - 1), 2 * SIDE);
                    sum += columns[k][2 * y] * cosines[at] - columns[k][2 * y + 1] * sines[at];
                }
                tile[y * SIDE + x] = (float) (2 * sum);
            }
        }
        return tile;
    }

    private static float[] limited(float[] tile) {
        double squares = 0;
        for (float value : tile) {
            squares += value * value;
        }
        float scale = (float) Math.min(1, Math.sqrt(tile.length / squares));
        for (int i = 0; i < tile.length; i++) {
            tile[i] = Math.clamp(1.1f * scale * tile[i], -PEAK, PEAK);
        }
        return tile;
    }

    /// The values of a row of the picture's tiles, from its left side on.
    int row(int y) {
        return y % SIDE * SIDE;
    }

    float[] values() {
        return values;
    }

    /// The mean of the squares.
    double power() {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return squares / values.length;
    }
}
