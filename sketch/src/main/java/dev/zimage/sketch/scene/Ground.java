package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// Land that one can stand on: meadows, dunes, snow, sand, and the shore in front of water.
final class Ground {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;

    Ground(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
    }

    /// Rolling hills of grass; `wide` when nothing else stands behind them.
    void meadow(boolean autumn, boolean wide) {
        int grass = autumn ? 0xC49A4A : 0x6FA052;
        int near = tints.lit(Colour.mix(Colour.mix(tints.mid(), grass, 0.42), tints.deep(), 0.12));
        int far = Colour.mix(tints.lit(Colour.mix(tints.mid(), grass, 0.35)), tints.haze(), 0.5);
        if (wide) {
            rise(0.1, Colour.mix(far, tints.haze(), 0.62));
            rise(0.055, Colour.mix(far, tints.haze(), 0.35));
        }
        hills(far, near, 4, 0.06, autumn ? tints.local(tints.accent(), 0xD8782A) : tints.leaf());
        blades(near);
    }

    /// Far hills above the horizon.
    private void rise(double height, int rgb) {
        Noise noise = new Noise(stage.brush().random());
        double room = Math.max(2, layout.horizon() - layout.skyline());
        double top = Math.min(stage.unit() * height, room);
        Path2D path = new Path2D.Double();
        path.moveTo(-5, layout.horizon() + stage.unit() * 0.1);
        for (int s = 0; s <= 60; s++) {
            double x = stage.width() * s / 60.0;
            double u = x / stage.unit();
            path.lineTo(
                    x,
                    layout.horizon()
                            - top * (0.55 + 0.45 * noise.at(u * 2.6) + 0.1 * noise.at(u * 9)));
        }
        path.lineTo(stage.width() + 5, layout.horizon() + stage.unit() * 0.1);
        path.closePath();
        brush.fade(path, rgb, Colour.mix(rgb, tints.haze(), 0.4));
    }

    void snow() {
        int near = tints.snow();
        int far = Colour.mix(tints.snow(), tints.haze(), 0.45);
        rise(0.08, Colour.mix(far, tints.haze(), 0.5));
        hills(far, near, 3, 0.05, tints.depth(0.5));
    }

    /// Paving before a town.
    void street() {
        double top = layout.horizon();
        double h = stage.height();
        int stone = tints.depth(0.82);
        brush.fade(
                Outlines.box(-2, top, stage.width() + 4, h - top + 2),
                stone,
                Colour.mix(stone, tints.near(), 0.5));
        brush.fill(
                Outlines.box(-2, top, stage.width() + 4, stage.unit() * 0.012), tints.depth(0.5));
        double y = (layout.ground() + h) / 2;
        for (double x = -stage.unit() * stage.brush().between(0, 0.2);
                x < stage.width();
                x += stage.unit() * 0.24) {
            if (layout.isFree(x + stage.unit() * 0.06, y, stage.unit() * 0.06)) {
                brush.fill(
                        Outlines.box(x, y, stage.unit() * 0.12, stage.unit() * 0.012),
                        tints.lamp(),
                        0.7);
            }
        }
    }

    void dunes() {
        int near =
                tints.lit(Colour.mix(Colour.mix(tints.accent(), tints.mid(), 0.45), 0xC98A4B, 0.3));
        int far = Colour.mix(tints.lit(Colour.mix(tints.mid(), 0xE3B778, 0.4)), tints.haze(), 0.5);
        int layers = 4;
        double room = stage.height() - layout.horizon();
        for (int i = 0; i < layers; i++) {
            double t = i / (layers - 1.0);
            double y = layout.horizon() + room * (0.02 + 0.62 * t * t);
            double rise =
                    Math.min(stage.unit() * (0.07 + 0.07 * t), Math.max(2, y - layout.skyline()));
            dune(y, rise, Colour.mix(far, near, t));
        }
    }

    private void dune(double y, double rise, int rgb) {
        double w = stage.width();
        double crest = w * stage.brush().between(0.2, 0.8);
        double top = y - rise;
        Path2D body = new Path2D.Double();
        body.moveTo(-5, y + rise * stage.brush().between(-0.2, 0.3));
        body.curveTo(crest * 0.4, y, crest * 0.7, top, crest, top);
        body.curveTo(
                crest + (w - crest) * 0.25,
                top,
                crest + (w - crest) * 0.55,
                y + rise * 0.5,
                w + 5,
                y + rise * stage.brush().between(0, 0.4));
        body.lineTo(w + 5, stage.height() + 5);
        body.lineTo(-5, stage.height() + 5);
        body.closePath();
        brush.blend(body, 0, top, Colour.mix(rgb, tints.pale(), 0.18), 0, y + rise * 3, rgb);
        double foot = stage.height();
        Path2D shade = new Path2D.Double();
        shade.moveTo(crest, top);
        shade.curveTo(
                crest + (w - crest) * 0.25,
                top,
                crest + (w - crest) * 0.55,
                y + rise * 0.5,
                w + 5,
                y + rise * 0.4);
        shade.lineTo(w + 5, foot);
        shade.lineTo(crest - w * 0.1, foot);
        shade.curveTo(crest + w * 0.16, y + rise * 2, crest - w * 0.1, y + rise * 0.9, crest, top);
        shade.closePath();
        int dark = Colour.mix(rgb, tints.near(), 0.5);
        brush.grain(Outlines.within(shade, body), dark, crest, top, 0.62, crest + rise, foot, 0.2);
    }

    private void hills(int far, int near, int layers, double swell, int tree) {
        double room = stage.height() - layout.horizon();
        for (int i = 0; i < layers; i++) {
            double t = i / (layers - 1.0);
            double y = layout.horizon() + room * (0.01 + 0.5 * Math.pow(t, 1.4));
            Noise noise = new Noise(stage.brush().random());
            Path2D path = new Path2D.Double();
            path.moveTo(-5, stage.height() + 5);
            double amplitude = stage.unit() * swell * (0.45 + 0.55 * t);
            for (int s = 0; s <= 60; s++) {
                double x = stage.width() * s / 60.0;
                double lift = noise.at(x / stage.unit() * (2.2 - t) + 7) * amplitude;
                path.lineTo(x, y + Math.min(lift, room) - (i == 0 ? 0 : amplitude * 0.4));
            }
            path.lineTo(stage.width() + 5, stage.height() + 5);
            path.closePath();
            int rgb = Colour.mix(far, near, t);
            double top = path.getBounds2D().getMinY();
            if (i > 0 && i < layers - 1) {
                trees(
                        y - amplitude * 0.2,
                        amplitude,
                        t,
                        Colour.mix(Colour.mix(far, tree, 0.35 + 0.5 * t), tints.near(), 0.2));
            }
            brush.blend(
                    path,
                    0,
                    top,
                    Colour.mix(rgb, tints.pale(), tints.isNight() ? 0.05 : 0.22),
                    0,
                    y + room * 0.4,
                    Colour.mix(rgb, tints.near(), 0.12));
            brush.grain(
                    path,
                    Colour.mix(rgb, tints.near(), 0.5),
                    stage.width() * 0.35,
                    top,
                    0,
                    stage.width() * stage.brush().between(0.9, 1.2),
                    y + room * 0.5,
                    0.4);
        }
    }

    /// Small trees along the crest of a hill.
    private void trees(double y, double swell, double nearness, int rgb) {
        Path2D crowns = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int groups = 2 + stage.brush().random().nextInt(3);
        for (int g = 0; g < groups; g++) {
            double at = stage.brush().random().nextDouble() * stage.width();
            int count = 2 + stage.brush().random().nextInt(4);
            for (int k = 0; k < count; k++) {
                double size =
                        stage.unit() * (0.016 + 0.026 * nearness) * stage.brush().between(0.7, 1.3);
                double x = at + size * 1.3 * (k - count / 2.0);
                double foot = y + swell * 0.3;
                if (foot - size * 3 > layout.focus().getY() && layout.isFree(x, foot, size * 2)) {
                    crowns.append(
                            Outlines.oval(x, foot - size * 1.5, size * 0.85, size * 1.15), false);
                    crowns.append(
                            Outlines.box(x - size * 0.1, foot - size, size * 0.2, size * 1.4),
                            false);
                }
            }
        }
        brush.fade(crowns, rgb, Colour.mix(rgb, tints.near(), 0.3));
    }

    private void blades(int rgb) {
        int dark = Colour.mix(rgb, tints.near(), 0.4);
        int bright = Colour.mix(rgb, tints.pale(), 0.35);
        Path2D shadows = new Path2D.Double();
        Path2D lights = new Path2D.Double();
        for (int i = 0; i < 240; i++) {
            double t = Math.sqrt(stage.brush().random().nextDouble());
            double y = layout.horizon() + (stage.height() - layout.horizon()) * (0.45 + 0.55 * t);
            double x = stage.brush().random().nextDouble() * stage.width();
            double size = stage.unit() * 0.016 * (0.4 + t);
            if (layout.isFree(x, y, size)) {
                double lean = stage.brush().between(-0.4, 0.4);
                (stage.brush().chance(0.5) ? shadows : lights)
                        .append(Outlines.leaf(x, y, x + size * lean, y - size, 0.14), false);
            }
        }
        brush.fill(shadows, dark, 0.7);
        brush.fill(lights, bright, 0.6);
    }

    /// Sand before the sea, with foam where they meet.
    void beach() {
        int sand =
                tints.lit(
                        Colour.mix(Colour.mix(tints.pale(), tints.accent(), 0.15), 0xE9CFA0, 0.35));
        double h = stage.height();
        double w = stage.width();
        double y = h - (h - layout.horizon()) * stage.brush().between(0.34, 0.44);
        double side = stage.brush().chance(0.5) ? 1 : -1;
        double tilt = (h - y) * 0.45 * side;
        Noise noise = new Noise(stage.brush().random());
        for (int i = 0; i < 4; i++) {
            double lift = (3 - i) * stage.unit() * 0.016;
            Path2D path = new Path2D.Double();
            path.moveTo(-5, h + 5);
            for (int s = 0; s <= 40; s++) {
                double u = s / 40.0;
                path.lineTo(
                        u * w,
                        y
                                - lift
                                - tilt * (u - 0.5)
                                + noise.fractal(u * 3 + i * 0.2, 2) * stage.unit() * 0.04);
            }
            path.lineTo(w + 5, h + 5);
            path.closePath();
            switch (i) {
                case 0 -> brush.fill(path, Colour.mix(tints.mid(), tints.pale(), 0.5), 0.5);
                case 1 -> brush.fill(path, tints.white());
                case 2 -> brush.fill(path, Colour.mix(sand, tints.deep(), 0.22));
                default -> {
                    brush.fade(path, sand, Colour.mix(sand, tints.pale(), 0.4));
                    brush.grain(
                            path,
                            Colour.mix(sand, tints.deep(), 0.4),
                            0,
                            y - h * 0.1,
                            0.08,
                            w,
                            h,
                            0.34);
                }
            }
        }
    }

    /// A bank in front of the water for whatever must stand on land; `x` is where it stands.
    void shore(double x, boolean wide, int rgb) {
        double h = stage.height();
        double w = stage.width();
        double top = layout.ground();
        boolean left = wide || x < w / 2;
        double far =
                wide
                        ? w * 1.9
                        : left ? Math.min(w * 1.1, x + w * 0.5) : Math.max(-w * 0.1, x - w * 0.5);
        double edge = left ? -w * 0.1 : w * 1.1;
        double rise = stage.unit() * 0.02;
        Path2D path = new Path2D.Double();
        path.moveTo(edge, h + 5);
        path.lineTo(edge, top + rise);
        path.curveTo(
                edge + (x - edge) * 0.5,
                top - rise,
                x + (edge - x) * 0.2,
                top - rise * 0.4,
                x,
                top);
        path.curveTo(
                x + (far - x) * 0.35,
                top + rise * 0.5,
                x + (far - x) * 0.5,
                top + (h - top) * 0.7,
                far,
                h + 5);
        path.closePath();
        brush.fade(path, rgb, Colour.mix(rgb, tints.near(), 0.6));
        brush.grain(path, tints.near(), x, top, 0.05, far, h, 0.6);
    }

    /// What grows or lies on this shore, in its colour.
    int shoreColour() {
        return tints.lit(Colour.mix(Colour.mix(tints.mid(), tints.deep(), 0.5), 0x4A5A40, 0.2));
    }
}
