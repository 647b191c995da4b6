package dev.zimage.provenance.watermark;

import java.util.Arrays;

/// Rounds values row by row to whole numbers, and hands what each loses on to its neighbours, with
/// the weights of Floyd and Steinberg. So the mean of every small area is kept, and the rounding
/// shows as the finest grain that pixels can have. Not safe for use by several threads.
final class ErrorDiffusion {

    /// Of the row that is rounded, and of the next one; with one more value on each side.
    private float[] here;

    private float[] below;

    ErrorDiffusion(int width) {
        this.here = new float[width + 2];
        this.below = new float[width + 2];
    }

    /// Rounds the next row.
    void round(float[] values, int[] into) {
        for (int x = 0; x < values.length; x++) {
            float value = values[x] + here[x + 1];
            int rounded = Math.round(value);
            float error = (value - rounded) / 16;
            here[x + 2] += 7 * error;
            below[x] += 3 * error;
            below[x + 1] += 5 * error;
            below[x + 2] += error;
            into[x] = rounded;
        }
        float[] done = here;
        here = below;
        below = done;
        Arrays.fill(below, 0);
    }
}
