package dev.zimage.provenance.watermark;

/// The mean of the square around each value of a plane; at the borders, of the part that lies in
/// it. The time does not depend on the size of the square. Not safe for use by several threads: the
/// memory for one plane is used again and again.
final class BoxFilter {

    private final int width;
    private final int height;
    private final float[] rows;

    BoxFilter(int width, int height) {
        this.width = width;
        this.height = height;
        this.rows = new float[width * height];
    }

    /// @param radius the square has sides of `2 * radius + 1`
    /// @param means which may be `values`
    void mean(float[] values, int radius, float[] means) {
        float[] inverse = inverseCounts(width, radius);
        for (int y = 0; y < height; y++) {
            meanOfRow(values, rows, y * width, width, radius, inverse);
        }
        columns(radius, means);
    }

    private static void meanOfRow(
            float[] from, float[] to, int start, int width, int radius, float[] inverse) {
        double sum = 0;
        for (int x = 0; x < Math.min(radius, width); x++) {
            sum += from[start + x];
        }
        for (int x = 0; x < width; x++) {
            if (x + radius < width) {
                sum += from[start + x + radius];
            }
            if (x - radius - 1 >= 0) {
                sum -= from[start + x - radius - 1];
            }
            to[start + x] = (float) sum * inverse[x];
        }
    }

    private void columns(int radius, float[] means) {
        float[] inverse = inverseCounts(height, radius);
        float[] sums = new float[width];
        for (int y = 0; y < Math.min(radius, height); y++) {
            add(sums, rows, y * width, 1);
        }
        for (int y = 0; y < height; y++) {
            if (y + radius < height) {
                add(sums, rows, (y + radius) * width, 1);
            }
            if (y - radius - 1 >= 0) {
                add(sums, rows, (y - radius - 1) * width, -1);
            }
            float scale = inverse[y];
            for (int x = 0; x < width; x++) {
                means[y * width + x] = sums[x] * scale;
            }
        }
    }

    private static void add(float[] sums, float[] rows, int start, int sign) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += sign * rows[start + x];
        }
    }

    /// One divided by how many of the values around each lie in a row of this length.
    private static float[] inverseCounts(int length, int radius) {
        float[] inverse = new float[length];
        for (int i = 0; i < length; i++) {
            int from = Math.max(0, i - radius);
            int to = Math.min(length - 1, i + radius);
            inverse[i] = 1f / (to - from + 1);
        }
        return inverse;
    }
}
