package dev.zimage.provenance.watermark;

import java.util.Arrays;

/// The spectrum of a residual around the picture's centre, up to the highest frequency of a mark,
/// sampled more densely than the picture needs, so that values between the samples can be
/// interpolated. Immutable; safe for use by several threads.
final class Spectrum {

    /// Periods a pixel to the right, the highest that can be asked for.
    static final double HIGHEST = 0.28;

    /// How much longer a transform is than the picture, at least.
    private static final double OVERSAMPLING = 1.5;

    private final double tiles;
    private final int columns;
    private final int width;
    private final int height;

    /// Column by column.
    private final float[] re;

    private final float[] im;

    private Spectrum(double tiles, int columns, int width, int height) {
        this.tiles = tiles;
        this.columns = columns;
        this.width = width;
        this.height = height;
        this.re = new float[columns * height];
        this.im = new float[columns * height];
    }

    static Spectrum of(Residual residual) {
        int width = padded(residual.width());
        int height = padded(residual.height());
        double tiles = (double) Math.max(residual.width(), residual.height()) / Lattice.TILE;
        Spectrum spectrum = new Spectrum(tiles, (int) (HIGHEST * width) + 2, width, height);
        spectrum.transformRows(residual);
        spectrum.transformColumns();
        return spectrum;
    }

    private static int padded(int length) {
        return Integer.highestOneBit((int) (length * OVERSAMPLING) - 1) * 2;
    }

    /// Two real rows at a time, as the two parts of a complex one.
    private void transformRows(Residual residual) {
        Fft fft = new Fft(width);
        float[] first = new float[width];
        float[] second = new float[width];
        for (int y = 0; y < residual.height(); y += 2) {
            load(residual, y, first);
            load(residual, y + 1, second);
            fft.transform(first, second, 0);
            int row = row(y, residual.height());
            int next = row(y + 1, residual.height());
            for (int c = 0; c < columns; c++) {
                int mirror = (width - c) & (width - 1);
                re[c * height + row] = (first[c] + first[mirror]) / 2;
                im[c * height + row] = (second[c] - second[mirror]) / 2;
                if (y + 1 < residual.height()) {
                    re[c * height + next] = (second[c] + second[mirror]) / 2;
                    im[c * height + next] = (first[mirror] - first[c]) / 2;
                }
            }
        }
    }

    /// A row with the picture's centre at 0; what is left of it goes to the end.
    private void load(Residual residual, int y, float[] into) {
        Arrays.fill(into, 0);
        if (y < residual.height()) {
            int w = residual.width();
            int centre = w / 2;
            System.arraycopy(residual.values(), y * w + centre, into, 0, w - centre);
            System.arraycopy(residual.values(), y * w, into, width - centre, centre);
        }
    }

    private int row(int y, int rows) {
        return (y - rows / 2) & (height - 1);
    }

    private void transformColumns() {
        Fft fft = new Fft(height);
        for (int c = 0; c < columns; c++) {
            fft.transform(re, im, c * height);
        }
    }

    /// How many tiles of an unscaled mark the longer side of the picture has.
    double tiles() {
        return tiles;
    }

    /// The spectrum at a frequency, interpolated.
    ///
    /// @param right periods a pixel, 0 to [#HIGHEST]
    /// @param down periods a pixel, of any sign
    /// @param into receives the real and the imaginary part
    void sample(double right, double down, double[] into) {
        double x = right * width;
        double y = down * height;
        int column = (int) x;
        int row = (int) Math.floor(y);
        double dx = x - column;
        double dy = y - row;
        int a = column * height + (row & (height - 1));
        int b = column * height + ((row + 1) & (height - 1));
        double aa = (1 - dx) * (1 - dy);
        double ab = (1 - dx) * dy;
        double ba = dx * (1 - dy);
        double bb = dx * dy;
        into[0] = aa * re[a] + ab * re[b] + ba * re[a + height] + bb * re[b + height];
        into[1] = aa * im[a] + ab * im[b] + ba * im[a + height] + bb * im[b + height];
    }
}
