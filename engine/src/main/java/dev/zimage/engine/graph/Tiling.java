package dev.zimage.engine.graph;

import java.util.Arrays;

/// Decodes latents that are too large for one piece in tiles that overlap, and blends them: over
/// the overlap the weight of a tile falls linearly from one to zero, so that no edge shows.
///
/// A tile sees its own surroundings only: the convolutions reach over a fraction of the overlap,
/// and the norms and the attention of the decoder, which look at the whole picture, look at the
/// tile. Tiles are therefore as large as memory allows, which keeps their tones near to the
/// picture's.
///
/// @param side of a tile, in latents
/// @param overlap of neighbours at least, in latents
record Tiling(int side, int overlap) {

    /// A megapixel at eight pixels a latent: what the published sizes need is decoded in one piece.
    static final Tiling MEGAPIXEL = new Tiling(128, 32);

    private static final int COLOURS = 3;

    Tiling {
        if (overlap < 1 || overlap > side / 2) {
            throw new IllegalArgumentException(
                    "the overlap must be 1 to half of the side: " + overlap + " of " + side);
        }
    }

    /// What decodes a tile: latents, channels by height by width, into three colours by rows by
    /// columns.
    @FunctionalInterface
    interface Decoder {
        float[] decode(float[] latents, int height, int width);
    }

    /// Whether latents of this size are more than one tile holds.
    boolean isNeededFor(int height, int width) {
        return (long) height * width > (long) side * side;
    }

    /// Decodes all tiles.
    ///
    /// @param scale pixels of a side that a latent becomes
    float[] decode(float[] latents, int height, int width, int scale, Decoder decoder) {
        int high = Math.min(side, height);
        int wide = Math.min(side, width);
        Blend blend = new Blend(height * scale, width * scale);
        for (int top : starts(height)) {
            for (int left : starts(width)) {
                float[] tile = cut(latents, height, width, top, left, high, wide);
                float[] down = ramp(top, high, height, scale);
                float[] right = ramp(left, wide, width, scale);
                blend.add(decoder.decode(tile, high, wide), top * scale, left * scale, down, right);
            }
        }
        return blend.picture();
    }

    /// Where tiles begin: at even distances, the first at the start and the last at the end.
    int[] starts(int size) {
        if (size <= side) {
            return new int[] {0};
        }
        int steps = Math.ceilDiv(size - side, side - overlap);
        int[] starts = new int[steps + 1];
        Arrays.setAll(starts, i -> (int) ((long) (size - side) * i / steps));
        return starts;
    }

    private static float[] cut(
            float[] latents, int height, int width, int top, int left, int high, int wide) {
        int channels = latents.length / (height * width);
        float[] tile = new float[channels * high * wide];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < high; y++) {
                int from = (c * height + top + y) * width + left;
                System.arraycopy(latents, from, tile, (c * high + y) * wide, wide);
            }
        }
        return tile;
    }

    /// Weights along a side of a tile, in pixels: towards a neighbour they rise over the least
    /// overlap, towards an edge of the picture they stay at one.
    private float[] ramp(int start, int length, int size, int scale) {
        float[] weights = new float[length * scale];
        float reach = overlap * scale;
        for (int i = 0; i < weights.length; i++) {
            float before = start == 0 ? 1 : (i + 0.5f) / reach;
            float after = start + length == size ? 1 : (weights.length - i - 0.5f) / reach;
            weights[i] = Math.min(1, Math.min(before, after));
        }
        return weights;
    }

    /// The sum of weighted tiles.
    private static final class Blend {

        private final int rows;
        private final int columns;
        private final float[] sum;
        private final float[] weights;

        Blend(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            sum = new float[COLOURS * rows * columns];
            weights = new float[rows * columns];
        }

        void add(float[] tile, int top, int left, float[] down, float[] right) {
            for (int y = 0; y < down.length; y++) {
                for (int x = 0; x < right.length; x++) {
                    float weight = down[y] * right[x];
                    int at = (top + y) * columns + left + x;
                    weights[at] += weight;
                    for (int c = 0; c < COLOURS; c++) {
                        float value = tile[(c * down.length + y) * right.length + x];
                        sum[c * rows * columns + at] += weight * value;
                    }
                }
            }
        }

        float[] picture() {
            for (int i = 0; i < sum.length; i++) {
                sum[i] /= weights[i % weights.length];
            }
            return sum;
        }
    }
}
