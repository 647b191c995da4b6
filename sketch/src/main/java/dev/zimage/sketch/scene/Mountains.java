package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// Ranges of peaks with a lit and a shaded side, snow on the high ones and mist at their feet.
final class Mountains {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final double base;
    private final double room;

    Mountains(SceneCanvas stage, double base) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.base = base;
        this.room = Math.max(stage.unit() * 0.05, base - stage.layout().skyline());
    }

    /// `snowy` whitens the lower peaks too.
    void paint(boolean snowy) {
        double style = stage.brush().random().nextDouble();
        if (style < 0.3) {
            cone(snowy);
        } else if (style < 0.75) {
            range(0.62, 0.86, 0.26, 4, true);
            range(0.4, 0.6, 0.48, 4, snowy);
            hills(0.62, 0.26);
        } else {
            ridges();
        }
    }

    /// One great mountain, as of a volcano, before low ranges.
    private void cone(boolean snowy) {
        range(0.25, 0.4, 0.2, 5, false);
        double cx =
                stage.layout().focus().getX()
                        + stage.layout().focus().getWidth() * stage.brush().between(0.35, 0.65);
        double h = room * stage.brush().between(0.85, 1);
        double half = h * stage.brush().between(1.15, 1.5);
        Path2D body = new Path2D.Double();
        double lip = half * 0.09;
        body.moveTo(cx - half, base);
        body.curveTo(
                cx - half * 0.5,
                base - h * 0.22,
                cx - half * 0.22,
                base - h * 0.72,
                cx - lip,
                base - h);
        body.quadTo(cx - lip * 0.3, base - h * 0.975, cx, base - h * 0.985);
        body.quadTo(cx + lip * 0.5, base - h * 0.97, cx + lip, base - h * 0.995);
        body.curveTo(
                cx + half * 0.22,
                base - h * 0.72,
                cx + half * 0.5,
                base - h * 0.22,
                cx + half,
                base);
        body.closePath();
        brush.blend(body, 0, base - h, tints.depth(0.56), 0, base, tints.depth(0.24));
        double line = base - h * (snowy ? 0.42 : 0.62);
        Path2D snow = new Path2D.Double();
        int teeth = 7;
        double reach = half * 0.62;
        snow.moveTo(cx - reach, base - h * 1.1);
        for (int i = 0; i <= teeth * 2; i++) {
            double x = cx - reach + reach * 2 * i / (teeth * 2.0);
            double drop = h * (i % 2 == 0 ? -0.1 : 0.07) * stage.brush().between(0.6, 1.2);
            snow.lineTo(x, line + drop);
        }
        snow.lineTo(cx + reach, base - h * 1.1);
        snow.closePath();
        brush.fill(Outlines.within(body, snow), tints.snow());
        brush.grain(
                body,
                tints.depth(0.75),
                cx - half * 0.05,
                base,
                0,
                cx + half * 0.75,
                base - h * 0.1,
                0.62);
        mist(base - h * 0.3, base, 0.75);
        hills(0.6, 0.3);
    }

    private void range(double low, double high, double nearness, int peaks, boolean snow) {
        double w = stage.width();
        double step = w / peaks;
        int rock = tints.depth(nearness);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = -1; i <= peaks; i++) {
                boolean second = (i & 1) == 1;
                if (second == (pass == 1)) {
                    double cx = (i + 0.5 + stage.brush().between(-0.3, 0.3)) * step;
                    double h = room * stage.brush().between(low, high) * (second ? 0.86 : 1);
                    peak(cx, h, h * stage.brush().between(0.75, 1.05) + step * 0.25, rock, snow);
                }
            }
        }
        mist(base - room * low * 0.75, base, 0.8);
    }

    private void peak(double cx, double h, double half, int rock, boolean snow) {
        int n = 7;
        double[] left = new double[n * 2];
        double[] right = new double[n * 2];
        double[] spine = new double[n * 2];
        for (int i = 0; i < n; i++) {
            double t = i / (n - 1.0);
            double y = base - h * (1 - t);
            double rough = i == 0 ? 0 : half * 0.05;
            left[i * 2] = cx - half * Math.pow(t, 1.12) + stage.brush().between(-rough, rough);
            right[i * 2] = cx + half * Math.pow(t, 1.12) + stage.brush().between(-rough, rough);
            spine[i * 2] =
                    cx
                            + (i == 0
                                    ? 0
                                    : half
                                            * (0.1 * t
                                                    + (i % 2 == 0 ? 0.1 : -0.12)
                                                            * stage.brush().between(0.5, 1.1)));
            left[i * 2 + 1] = y;
            right[i * 2 + 1] = y;
            spine[i * 2 + 1] = y;
        }
        Path2D body = path(left, right);
        brush.fill(body, rock);
        if (snow) {
            snow(left, right, spine);
        }
        Path2D shade = path(spine, right);
        brush.fill(shade, Colour.mix(rock, tints.near(), 0.6), 0.42);
    }

    private void snow(double[] left, double[] right, double[] spine) {
        Path2D cap = new Path2D.Double();
        int edge = 2;
        cap.moveTo(left[0], left[1]);
        for (int i = 1; i <= edge; i++) {
            cap.lineTo(left[i * 2], left[i * 2 + 1]);
        }
        double lx = left[edge * 2];
        double rx = right[edge * 2];
        double y = left[edge * 2 + 1];
        double tall = y - left[1];
        int teeth = 6;
        for (int i = 1; i < teeth; i++) {
            double x = lx + (rx - lx) * i / teeth;
            double drop =
                    i % 2 == 1
                            ? stage.brush().between(-0.5, -0.15)
                            : stage.brush().between(0.1, 0.55);
            cap.lineTo(x + (spine[4] - spine[0]) * 0.2, y + tall * drop);
        }
        for (int i = edge; i >= 1; i--) {
            cap.lineTo(right[i * 2], right[i * 2 + 1]);
        }
        cap.closePath();
        brush.fill(cap, tints.snow());
    }

    private static Path2D path(double[] down, double[] up) {
        Path2D path = new Path2D.Double();
        path.moveTo(down[0], down[1]);
        for (int i = 2; i < down.length; i += 2) {
            path.lineTo(down[i], down[i + 1]);
        }
        for (int i = up.length - 2; i >= 2; i -= 2) {
            path.lineTo(up[i], up[i + 1]);
        }
        path.closePath();
        return path;
    }

    /// Soft ranges one behind the other, as in an ink painting.
    void ridges() {
        int layers = 5;
        for (int i = 0; i < layers; i++) {
            double t = i / (layers - 1.0);
            Noise noise = new Noise(stage.brush().random());
            double top = room * (0.95 - 0.72 * t);
            Path2D path = ridge(noise, top, 2.1 + t, 0.62);
            int rgb = tints.depth(0.12 + 0.62 * t);
            brush.blend(path, 0, base - top, rgb, 0, base, Colour.mix(rgb, tints.haze(), 0.85));
        }
    }

    private void hills(double nearness, double height) {
        Noise noise = new Noise(stage.brush().random());
        Path2D path = ridge(noise, room * height, 3.2, 0.5);
        int rgb = tints.depth(nearness);
        brush.blend(
                path, 0, base - room * height, rgb, 0, base, Colour.mix(rgb, tints.haze(), 0.3));
    }

    private Path2D ridge(Noise noise, double top, double frequency, double roughness) {
        Path2D path = new Path2D.Double();
        path.moveTo(-2, base + 2);
        int steps = 160;
        for (int i = 0; i <= steps; i++) {
            double x = stage.width() * (double) i / steps;
            double u = x / stage.unit() * frequency;
            double shape = 1 - Math.abs(noise.at(u)) * 1.1 + noise.fractal(u * 3, 3) * 0.22;
            path.lineTo(x, base - top * (1 - roughness + roughness * shape));
        }
        path.lineTo(stage.width() + 2, base + 2);
        path.closePath();
        return path;
    }

    private void mist(double from, double to, double alpha) {
        brush.veil(
                Outlines.box(0, from, stage.width(), to - from + 1),
                tints.haze(),
                0,
                from,
                0,
                0,
                to,
                alpha);
    }
}
