package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Srgb;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.DoubleBinaryOperator;

/// Values at the middle of square cells of pixels, read with interpolation: for soft shapes, which
/// are cheaper to compute at a fraction of the resolution.
public final class Grid {

    private final int step;
    private final int columns;
    private final int rows;
    private final float[] values;

    private Grid(int width, int height, int step) {
        this.step = step;
        this.columns = width / step + 2;
        this.rows = height / step + 2;
        this.values = new float[columns * rows];
    }

    /// @param step pixels a cell
    /// @param value at a point in pixels
    public static Grid of(int width, int height, int step, DoubleBinaryOperator value) {
        Grid grid = new Grid(width, height, step);
        for (int i = 0; i < grid.values.length; i++) {
            int row = i / grid.columns;
            double x = (i % grid.columns + 0.5) * step;
            grid.values[i] = (float) value.applyAsDouble(x, (row + 0.5) * step);
        }
        return grid;
    }

    /// A shape with soft edges: 1 inside, 0 outside.
    ///
    /// @param radius of the blur in pixels
    public static Grid of(int width, int height, Shape shape, double radius) {
        Grid grid = new Grid(width, height, Math.max(1, (int) (radius / 4)));
        BufferedImage mask =
                new BufferedImage(grid.columns, grid.rows, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = mask.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(1.0 / grid.step, 1.0 / grid.step);
        g.setColor(Color.WHITE);
        g.fill(shape);
        g.dispose();
        mask.getRaster().getSamples(0, 0, grid.columns, grid.rows, 0, grid.values);
        for (int i = 0; i < grid.values.length; i++) {
            grid.values[i] /= 255;
        }
        return grid.blurred(Math.max(1, (int) Math.round(radius / grid.step / 2)));
    }

    /// Blurs this grid in place, by three running means.
    ///
    /// @param reach cells on each side that a mean takes in
    public Grid blurred(int reach) {
        for (int pass = 0; pass < 3; pass++) {
            for (int y = 0; y < rows; y++) {
                blur(reach, y * columns, 1, columns);
            }
            for (int x = 0; x < columns; x++) {
                blur(reach, x, columns, rows);
            }
        }
        return this;
    }

    /// Beyond the ends the last values continue, so that a shape that touches an edge stays solid
    /// there.
    private void blur(int reach, int start, int stride, int count) {
        float[] line = new float[count];
        for (int i = 0; i < count; i++) {
            line[i] = values[start + i * stride];
        }
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
            sum += line[Math.clamp(i, 0, count - 1)];
        }
        for (int i = 0; i < count; i++) {
            values[start + i * stride] = sum / (2 * reach + 1);
            sum += line[Math.min(i + reach + 1, count - 1)] - line[Math.max(i - reach, 0)];
        }
    }

    /// Lays a colour over a part of a picture, as densely as the values have it.
    ///
    /// @param strength that the values are multiplied by; of thin blurred lines it may be over 1
    public void lay(BufferedImage image, Rectangle2D within, int rgb, double strength) {
        int[] pixels = Srgb.pixels(image);
        int w = image.getWidth();
        Rectangle part = within.getBounds().intersection(new Rectangle(w, image.getHeight()));
        for (int y = part.y; y < part.y + part.height; y++) {
            float[] row = row(y, part.x, part.x + Math.max(0, part.width));
            for (int i = 0; i < row.length; i++) {
                int at = y * w + part.x + i;
                pixels[at] = Srgb.mix(pixels[at], rgb, Math.clamp(row[i] * strength, 0, 1));
            }
        }
    }

    /// The values of a row of pixels, from one column up to another.
    public float[] row(int y, int from, int to) {
        float part = 1f / step;
        float fy = Math.clamp((y + 0.5f) * part - 0.5f, 0, rows - 1.001f);
        int upper = ((int) fy) * columns;
        float[] line = new float[columns];
        for (int i = 0; i < columns; i++) {
            float top = values[upper + i];
            line[i] = top + (values[upper + columns + i] - top) * (fy - (int) fy);
        }
        float[] row = new float[to - from];
        for (int i = 0; i < row.length; i++) {
            float fx = Math.clamp((from + i + 0.5f) * part - 0.5f, 0, columns - 1.001f);
            int left = (int) fx;
            row[i] = line[left] + (line[left + 1] - line[left]) * (fx - left);
        }
        return row;
    }
}
