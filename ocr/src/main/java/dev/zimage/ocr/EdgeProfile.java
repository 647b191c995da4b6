package dev.zimage.ocr;

import java.util.Arrays;
import java.util.List;

/// The upper and the lower edge of a region along the axis of its rectangle.
///
/// @param top parabola through the upper edge
/// @param bottom parabola through the lower edge
/// @param meanThickness between the edges, in pixels
record EdgeProfile(Parabola top, Parabola bottom, double meanThickness) {

    private static final int SLICES = 32;

    static EdgeProfile of(List<Point> core, TextBox box) {
        double[] upper = new double[SLICES];
        double[] lower = new double[SLICES];
        Arrays.fill(upper, Double.MAX_VALUE);
        Arrays.fill(lower, -Double.MAX_VALUE);
        Point start = box.start();
        for (Point point : core) {
            Point from = new Point(point.x() - start.x(), point.y() - start.y());
            double along = from.along(box.direction()) / box.length();
            int slice = Math.clamp((int) (along * SLICES), 0, SLICES - 1);
            double across = from.along(box.across());
            upper[slice] = Math.min(upper[slice], across);
            lower[slice] = Math.max(lower[slice], across);
        }
        return fitted(upper, lower, box.length());
    }

    private static EdgeProfile fitted(double[] upper, double[] lower, double length) {
        double[] x = new double[SLICES];
        double[] top = new double[SLICES];
        double[] bottom = new double[SLICES];
        int count = 0;
        double sum = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            if (upper[slice] <= lower[slice]) {
                x[count] = (slice + 0.5) / SLICES;
                top[count] = upper[slice];
                bottom[count] = lower[slice];
                sum += lower[slice] - upper[slice];
                count++;
            }
        }
        return new EdgeProfile(
                Parabola.fitted(x, top, count).stretched(length),
                Parabola.fitted(x, bottom, count).stretched(length),
                sum / Math.max(1, count));
    }
}
