package dev.zimage.provenance.watermark;

import java.awt.image.BufferedImage;

/// Adds a tile to a picture again and again, as strongly as each place allows.
final class MarkWriter {

    /// The mean of the squared changes, at most: a signal-to-noise ratio of 43 dB.
    private static final double MOST_POWER = 255 * 255 / Math.pow(10, 4.3);

    /// The sides of the pattern of [#DITHER].
    private static final int DITHER_SIDE = 64;

    /// What is added before a change is cut to a whole number: random, so that a change of less
    /// than 1 becomes fine grain and not spots. Large enough that no sum is negative.
    private static final float[] DITHER = dither();

    private static final int OFFSET = 1024;

    private MarkWriter() {}

    private static float[] dither() {
        KeyedSequence random = new KeyedSequence(1);
        float[] dither = new float[DITHER_SIDE * DITHER_SIDE];
        for (int i = 0; i < dither.length; i++) {
            dither[i] = OFFSET + (random.next() >>> 40) * 0x1p-24f;
        }
        return dither;
    }

    /// @param half the residual of the picture at half its size
    static void write(BufferedImage image, Residual half, MarkTile tile) {
        double power = 0;
        for (float strength : half.strength()) {
            power += strength * strength;
        }
        power *= tile.power() / half.strength().length;
        float scale = (float) Math.min(1, Math.sqrt(MOST_POWER / power));

        int width = image.getWidth();
        int[] own = Plane.packed(image);
        int[] row = own == null ? new int[width] : own;
        int[] changes = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            changes(half, tile, y, scale, changes);
            if (own == null) {
                image.getRGB(0, y, width, 1, row, 0, width);
                add(row, 0, changes);
                image.setRGB(0, y, width, 1, row, 0, width);
            } else {
                add(own, y * width, changes);
            }
        }
    }

    private static void changes(Residual half, MarkTile tile, int y, float scale, int[] changes) {
        int strengths = Math.min(y / 2, half.height() - 1) * half.width();
        int start = tile.row(y);
        for (int left = 0; left < changes.length; left += Lattice.TILE) {
            int count = Math.min(Lattice.TILE, changes.length - left);
            for (int i = 0; i < count; i++) {
                int x = Math.min((left + i) / 2, half.width() - 1);
                float change = half.strength()[strengths + x] * scale * tile.values()[start + i];
                int dither = y % DITHER_SIDE * DITHER_SIDE + (left + i) % DITHER_SIDE;
                changes[left + i] = (int) (change + DITHER[dither]) - OFFSET;
            }
        }
    }

    /// All three colours change alike: so only the brightness does.
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
