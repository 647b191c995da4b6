package dev.zimage.sketch.drawing;

import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/// A colour that is sprayed on: its cover goes from one share to another along a line, broken into
/// grains as in a risograph print. The grain is in device pixels, so it stays fine at any scale.
record GrainPaint(int rgb, Point2D from, double coverFrom, Point2D to, double coverTo, int seed)
        implements Paint {

    @Override
    public PaintContext createContext(
            @Nullable ColorModel model,
            Rectangle deviceBounds,
            Rectangle2D userBounds,
            AffineTransform transform,
            RenderingHints hints) {
        Point2D start = transform.transform(from, null);
        Point2D end = transform.transform(to, null);
        double vx = end.getX() - start.getX();
        double vy = end.getY() - start.getY();
        double length = Math.max(1e-9, vx * vx + vy * vy);
        return new Context(this, start, vx / length, vy / length);
    }

    @Override
    public int getTransparency() {
        return Transparency.TRANSLUCENT;
    }

    private static final class Context implements PaintContext {

        private final GrainPaint paint;
        private final Point2D start;
        private final double dx;
        private final double dy;
        private @Nullable WritableRaster last;

        Context(GrainPaint paint, Point2D start, double dx, double dy) {
            this.paint = paint;
            this.start = start;
            this.dx = dx;
            this.dy = dy;
        }

        @Override
        public void dispose() {}

        @Override
        public ColorModel getColorModel() {
            return ColorModel.getRGBdefault();
        }

        /// The raster may be larger than asked for: the tiles of a shape share one.
        @Override
        public Raster getRaster(int x, int y, int w, int h) {
            WritableRaster raster = last;
            if (raster == null || raster.getWidth() < w || raster.getHeight() < h) {
                raster = getColorModel().createCompatibleWritableRaster(w, h);
                last = raster;
            }
            int[] pixels = ((DataBufferInt) raster.getDataBuffer()).getData();
            for (int row = 0; row < h; row++) {
                fill(pixels, row * raster.getWidth(), x, y + row, w);
            }
            return raster;
        }

        private void fill(int[] pixels, int at, int x, int y, int w) {
            double t = (x + 0.5 - start.getX()) * dx + (y + 0.5 - start.getY()) * dy;
            for (int i = 0; i < w; i++, t += dx) {
                double along = t < 0 ? 0 : Math.min(t, 1);
                double cover = paint.coverFrom + (paint.coverTo - paint.coverFrom) * along;
                int alpha = 0;
                if (cover > 0.004) {
                    double grain = (Noise.hash(x + i, y, paint.seed) >>> 8 & 0xFFFF) / 65536.0;
                    double v = (cover * 1.6 - grain * 0.8) * 0.85;
                    alpha = v <= 0 ? 0 : v >= 1 ? 255 : (int) (v * 255);
                }
                pixels[at + i] = alpha << 24 | paint.rgb;
            }
        }
    }
}
