package dev.zimage.provenance.watermark;

/// What a picture has at the waves of a mark before it is marked, in units of a mark's amplitude.
///
/// @param re for each wave of the lattice, against the centre of the upper left pixel of the plane
/// @param im likewise
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record HostWaves(double[] re, double[] im) {

    /// The sides of a tile in a plane of half the picture's size.
    private static final int SIDE = Lattice.TILE / 2;

    /// @param half the residual of a picture at half its size
    static HostWaves of(Residual half, Lattice lattice) {
        float[] tile = folded(half);
        double scale = 1.0 / ((double) half.width() * half.height() * half.gain());
        double[] re = new double[lattice.size()];
        double[] im = new double[lattice.size()];
        double[][] rows = rowWaves(tile);
        for (int wave = 0; wave < lattice.size(); wave++) {
            int k = lattice.right(wave);
            double x = 0;
            double y = 0;
            for (int row = 0; row < SIDE; row++) {
                double angle = -2 * Math.PI * (lattice.down(wave) * row % SIDE) / SIDE;
                double c = Math.cos(angle);
                double s = Math.sin(angle);
                double a = rows[row][2 * k];
                double b = rows[row][2 * k + 1];
                x += a * c - b * s;
                y += a * s + b * c;
            }
            re[wave] = x * scale;
            im[wave] = y * scale;
        }
        return new HostWaves(re, im);
    }

    /// All tiles on top of each other.
    private static float[] folded(Residual half) {
        float[] tile = new float[SIDE * SIDE];
        for (int y = 0; y < half.height(); y++) {
            int to = y % SIDE * SIDE;
            for (int x = 0; x < half.width(); x += SIDE) {
                int from = y * half.width() + x;
                int count = Math.min(SIDE, half.width() - x);
                for (int i = 0; i < count; i++) {
                    tile[to + i] += half.values()[from + i];
                }
            }
        }
        return tile;
    }

    /// For each row of a tile its waves to the right, as pairs of a real and an imaginary part.
    private static double[][] rowWaves(float[] tile) {
        double[][] waves = new double[SIDE][2 * (Lattice.HIGHEST + 1)];
        double[] cosines = new double[SIDE];
        double[] sines = new double[SIDE];
        for (int i = 0; i < SIDE; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / SIDE);
            sines[i] = -Math.sin(2 * Math.PI * i / SIDE);
        }
        for (int row = 0; row < SIDE; row++) {
            for (int k = 0; k <= Lattice.HIGHEST; k++) {
                double x = 0;
                double y = 0;
                for (int i = 0; i < SIDE; i++) {
                    int at = k * i % SIDE;
                    x += tile[row * SIDE + i] * cosines[at];
                    y += tile[row * SIDE + i] * sines[at];
                }
                waves[row][2 * k] = x;
                waves[row][2 * k + 1] = y;
            }
        }
        return waves;
    }
}
