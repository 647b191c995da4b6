package dev.zimage.provenance.watermark;

import java.util.Arrays;

/// Rounds values row by row to whole numbers and distributes each rounding error over the
/// neighbours, with the weights of Floyd and Steinberg. So every small area keeps its mean, and the
/// rounding shows only as the finest grain that pixels can have. Not safe for use by several
/// threads.
final class ErrorDiffusion {

    /// The errors that the current row and the next one take over; one more value on each side.
    private float[] here;

    private float[] below;

    ErrorDiffusion(int width) {
        this.here = new float[width + 2];
        this.below = new float[width + 2];
    }

    /// Rounds the next row.
    void round(float[] values, int[] into) {
        float carried = here[1];
        for (int x = 0; x < values.length; x++) {
            float value = values[x] + carried;
            int rounded = (int) Math.floor(value + 0.5); // as Math.round, and faster
            float error = (value - rounded) / 16;
            carried = here[x + 2] + 7 * error;
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
