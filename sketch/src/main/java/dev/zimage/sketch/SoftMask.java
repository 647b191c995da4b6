package dev.zimage.sketch;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/// A shape with soft edges, for shades, scrims and glows. It is blurred at a fraction of the page's
/// resolution, where that is cheap, and read back with interpolation.
final class SoftMask {

    /// How a colour is laid over what is there.
    enum Blend {
        /// Covers it.
        COVER,
        /// Adds its light.
        SCREEN
    }

    private final int step;
    private final int width;
    private final int height;
    private final float[] alpha;

    /// @param radius of the blur in pixels of the page
    SoftMask(Page page, Shape shape, double radius) {
        this.step = Math.max(1, (int) (radius / 4));
        this.width = page.size().width() / step + 2;
        this.height = page.size().height() / step + 2;
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = mask.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(1.0 / step, 1.0 / step);
        g.setColor(Color.WHITE);
        g.fill(shape);
        g.dispose();
        this.alpha = floats(((DataBufferByte) mask.getRaster().getDataBuffer()).getData());
        int reach = Math.max(1, (int) Math.round(radius / step / 2));
        for (int i = 0; i < 3; i++) {
            blurRows(reach);
            blurColumns(reach);
        }
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = (bytes[i] & 255) / 255f;
        }
        return values;
    }

    private void blurRows(int reach) {
        float[] line = new float[width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(alpha, y * width, line, 0, width);
            blur(line, reach, y * width, 1);
        }
    }

    private void blurColumns(int reach) {
        float[] line = new float[height];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                line[y] = alpha[y * width + x];
            }
            blur(line, reach, x, width);
        }
    }

    /// A running mean; beyond the ends the end values go on, so that shapes that touch the edge of
    /// the page stay solid there.
    private void blur(float[] line, int reach, int start, int stride) {
        float sum = 0;
        int last = line.length - 1;
        for (int i = -reach; i <= reach; i++) {
            sum += line[Math.clamp(i, 0, last)];
        }
        float share = 1f / (2 * reach + 1);
        for (int i = 0; i <= last; i++) {
            alpha[start + i * stride] = sum * share;
            sum += line[Math.min(i + reach + 1, last)] - line[Math.max(i - reach, 0)];
        }
    }

    /// Lays a colour over the page.
    ///
    /// @param strength of the colour where the mask is full, 0 to 1; glows may take more
    void lay(Page page, int rgb, double strength, Blend blend, Rectangle2D within) {
        int w = page.size().width();
        int left = (int) Math.max(0, within.getX());
        int right = (int) Math.min(w, Math.ceil(within.getMaxX()));
        int top = (int) Math.max(0, within.getY());
        int bottom = (int) Math.min(page.size().height(), Math.ceil(within.getMaxY()));
        int[] pixels = page.pixels();
        float[] row = new float[width];
        float part = 1f / step;
        for (int y = top; y < bottom; y++) {
            interpolateRow(row, (y + 0.5f) * part - 0.5f, (float) strength);
            int at = y * w;
            for (int x = left; x < right; x++) {
                float fx = Math.max(0, (x + 0.5f) * part - 0.5f);
                int i = (int) fx;
                float a = row[i] + (row[Math.min(i + 1, width - 1)] - row[i]) * (fx - i);
                if (a > 0.004f) {
                    pixels[at + x] =
                            blend == Blend.COVER
                                    ? cover(pixels[at + x], rgb, Math.min(1, a))
                                    : screen(pixels[at + x], rgb, Math.min(1, a));
                }
            }
        }
    }

    private void interpolateRow(float[] row, float y, float strength) {
        float fy = Math.max(0, y);
        int i = (int) fy;
        float share = fy - i;
        int next = Math.min(i + 1, height - 1) * width;
        for (int x = 0; x < width; x++) {
            float upper = alpha[i * width + x];
            row[x] = (upper + (alpha[next + x] - upper) * share) * strength;
        }
    }

    private static int cover(int under, int over, float a) {
        int r = channel((under >> 16 & 255), (over >> 16 & 255), a);
        int g = channel((under >> 8 & 255), (over >> 8 & 255), a);
        int b = channel((under & 255), (over & 255), a);
        return r << 16 | g << 8 | b;
    }

    private static int channel(int under, int over, float a) {
        return (int) (under + (over - under) * a + 0.5f);
    }

    private static int screen(int under, int over, float a) {
        int r = light((under >> 16 & 255), (over >> 16 & 255) * a);
        int g = light((under >> 8 & 255), (over >> 8 & 255) * a);
        int b = light((under & 255), (over & 255) * a);
        return r << 16 | g << 8 | b;
    }

    private static int light(int under, float over) {
        return (int) (under + over - under * over / 255f + 0.5f);
    }
}
