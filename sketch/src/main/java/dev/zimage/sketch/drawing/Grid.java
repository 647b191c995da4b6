package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Srgb;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
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
        for (int row = 0, i = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++, i++) {
                double x = (column + 0.5) * step;
                grid.values[i] = (float) value.applyAsDouble(x, (row + 0.5) * step);
            }
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
        byte[] covered = ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < grid.values.length; i++) {
            grid.values[i] = (covered[i] & 0xFF) / 255f;
        }
        return grid.blurred(Math.max(1, (int) Math.round(radius / grid.step / 2)));
    }

    /// Blurs this grid in place, by three running means. Beyond the edges the last values continue,
    /// so that a shape that touches an edge stays solid there.
    ///
    /// @param reach cells on each side that a mean takes in
    public Grid blurred(int reach) {
        for (int pass = 0; pass < 3; pass++) {
            blurRows(reach);
            blurColumns(reach);
        }
        return this;
    }

    private void blurRows(int reach) {
        int span = 2 * reach + 1;
        float[] line = new float[columns + span];
        for (int start = 0; start < values.length; start += columns) {
            if (isEmpty(start)) {
                continue;
            }
            Arrays.fill(line, 0, reach, values[start]);
            System.arraycopy(values, start, line, reach, columns);
            Arrays.fill(line, reach + columns, line.length, values[start + columns - 1]);
            float sum = 0;
            for (int i = 0; i < span; i++) {
                sum += line[i];
            }
            for (int i = 0; i < columns; i++) {
                values[start + i] = sum / span;
                sum += line[i + span] - line[i];
            }
        }
    }

    private boolean isEmpty(int start) {
        for (int i = start; i < start + columns; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// All columns side by side, in the order that they have in memory.
    private void blurColumns(int reach) {
        int span = 2 * reach + 1;
        float[] old = values.clone();
        float[] sums = new float[columns];
        for (int i = -reach; i <= reach; i++) {
            int row = Math.clamp(i, 0, rows - 1) * columns;
            for (int x = 0; x < columns; x++) {
                sums[x] += old[row + x];
            }
        }
        for (int y = 0; y < rows; y++) {
            int row = y * columns;
            int next = Math.min(y + reach + 1, rows - 1) * columns;
            int last = Math.max(y - reach, 0) * columns;
            for (int x = 0; x < columns; x++) {
                values[row + x] = sums[x] / span;
                sums[x] += old[next + x] - old[last + x];
            }
        }
    }

    /// Lays a colour over a part of a picture, as densely as the values have it.
    ///
    /// @param strength that the values are multiplied by; of thin blurred lines it may be over 1
    public void lay(BufferedImage image, Rectangle2D within, int rgb, double strength) {
        int[] pixels = Srgb.pixels(image);
        int w = image.getWidth();
        Rectangle part = within.getBounds().intersection(new Rectangle(w, image.getHeight()));
        if (part.isEmpty()) {
            return;
        }
        Columns columns = columns(part.x, part.width);
        for (int y = part.y; y < part.y + part.height; y++) {
            float[] row = columns.row(y);
            for (int i = 0; i < row.length; i++) {
                int at = y * w + part.x + i;
                pixels[at] = Srgb.mix(pixels[at], rgb, Math.clamp(row[i] * strength, 0, 1));
            }
        }
    }

    /// Some columns of pixels, to read rows of.
    ///
    /// @param count at least 1
    public Columns columns(int from, int count) {
        return new Columns(from, count);
    }

    /// Where each column of pixels lies between the cells, which is the same in all rows.
    public final class Columns {

        private final int[] left;
        private final float[] part;
        private final float[] line = new float[columns];
        private final float[] row;

        private Columns(int from, int count) {
            left = new int[count];
            part = new float[count];
            row = new float[count];
            for (int i = 0; i < count; i++) {
                float x = cell(from + i, columns);
                left[i] = (int) x;
                part[i] = x - left[i];
            }
        }

        /// The values of a row of pixels, which are valid until the next call.
        public float[] row(int y) {
            float down = cell(y, rows);
            int upper = ((int) down) * columns;
            float share = down - (int) down;
            for (int i = left[0]; i <= left[left.length - 1] + 1; i++) {
                float top = values[upper + i];
                line[i] = top + (values[upper + columns + i] - top) * share;
            }
            for (int i = 0; i < row.length; i++) {
                float value = line[left[i]];
                row[i] = value + (line[left[i] + 1] - value) * part[i];
            }
            return row;
        }
    }

    /// Where the middle of a pixel is, in cells.
    private float cell(int pixel, int count) {
        return Math.clamp((pixel + 0.5f) * (1f / step) - 0.5f, 0, count - 1.001f);
    }
}
