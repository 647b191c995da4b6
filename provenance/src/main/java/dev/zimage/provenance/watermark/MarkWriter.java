package dev.zimage.provenance.watermark;

import dev.zimage.provenance.pixels.PackedPixels;
import java.awt.image.BufferedImage;

/// Adds a tile to a picture again and again, as strongly as each place allows.
final class MarkWriter {

    /// The mean of the squared changes, at most: a signal-to-noise ratio of 43 dB.
    private static final double MOST_POWER = 255 * 255 / Math.pow(10, 4.3);

    private MarkWriter() {}

    /// @param half the residual of the picture at half its size
    static void write(BufferedImage image, Residual half, MarkTile tile) {
        double power = 0;
        for (float strength : half.strength()) {
            power += strength * strength;
        }
        power *= tile.power() / half.strength().length;
        float scale = (float) Math.min(1, Math.sqrt(MOST_POWER / power));

        int width = image.getWidth();
        int[] own = PackedPixels.of(image);
        int[] row = own == null ? new int[width] : own;
        float[] wanted = new float[width];
        int[] changes = new int[width];
        ErrorDiffusion diffusion = new ErrorDiffusion(width);
        for (int y = 0; y < image.getHeight(); y++) {
            wanted(half, tile, y, scale, wanted);
            diffusion.round(wanted, changes);
            if (own == null) {
                image.getRGB(0, y, width, 1, row, 0, width);
                add(row, 0, changes);
                image.setRGB(0, y, width, 1, row, 0, width);
            } else {
                add(own, y * width, changes);
            }
        }
    }

    /// What the pixels of a row should change by.
    private static void wanted(Residual half, MarkTile tile, int y, float scale, float[] wanted) {
        float[] strengths = half.strength();
        float[] values = tile.values();
        int row = Math.min(y / 2, half.height() - 1) * half.width();
        int last = row + half.width() - 1;
        int start = tile.row(y);
        for (int left = 0; left < wanted.length; left += Lattice.TILE) {
            int count = Math.min(Lattice.TILE, wanted.length - left);
            for (int i = 0; i < count; i++) {
                int place = Math.min(row + (left + i) / 2, last);
                wanted[left + i] = strengths[place] * scale * values[start + i];
            }
        }
    }

    /// All three channels change alike, so only the brightness does.
    private static void add(int[] pixels, int start, int[] changes) {
        for (int x = 0; x < changes.length; x++) {
            int change = changes[x];
            int rgb = pixels[start + x];
            int red = Math.clamp((rgb >> 16 & 0xff) + change, 0, 255);
            int green = Math.clamp((rgb >> 8 & 0xff) + change, 0, 255);
            int blue = Math.clamp((rgb & 0xff) + change, 0, 255);
            pixels[start + x] = (rgb & 0xff000000) | (red << 16) | (green << 8) | blue;
        }
    }
}
