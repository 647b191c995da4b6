package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Palette;
import java.awt.Shape;
import java.awt.geom.Path2D;

/// Compositions without a subject, for prompts that name none: each seed picks one of several
/// kinds.
final class Abstracts {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Palette palette;
    private final SceneLayout layout;
    private final double unit;
    private final double w;
    private final double h;
    private final boolean dark;
    private final int[] colours;

    Abstracts(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.palette = stage.brush().tints().palette();
        this.layout = stage.layout();
        this.unit = stage.unit();
        this.w = stage.width();
        this.h = stage.height();
        this.dark = Colour.lightness(palette.background()) < 0.42;
        this.colours =
                new int[] {
                    palette.mid(),
                    palette.accent(),
                    dark ? Colour.mix(palette.mid(), palette.deep(), 0.5) : palette.deep(),
                    Colour.mix(palette.mid(), palette.light(), dark ? 0.25 : 0.5)
                };
    }

    void paint() {
        brush.blend(
                Outlines.box(0, 0, w, h),
                0,
                0,
                Colour.mix(palette.background(), palette.light(), dark ? 0.06 : 0.4),
                w,
                h,
                palette.background());
        switch (stage.brush().random().nextInt(8)) {
            case 0 -> waves();
            case 1 -> mist();
            case 2 -> bauhaus();
            case 3 -> contours();
            case 4 -> terrazzo();
            case 5 -> arches();
            case 6 -> orbits();
            default -> leaves();
        }
    }

    private int any() {
        return colours[stage.brush().random().nextInt(colours.length)];
    }

    private void waves() {
        double from =
                layout.focus().getY()
                        + layout.focus().getHeight() * stage.brush().between(0.25, 0.45);
        int bands = 4 + stage.brush().random().nextInt(3);
        double frequency = stage.brush().between(1.1, 2.4);
        int first = stage.brush().random().nextInt(4);
        for (int i = 0; i < bands; i++) {
            Path2D path = new Path2D.Double();
            Noise noise = new Noise(stage.brush().random());
            double y = from + (h - from) * i / bands;
            path.moveTo(-2, h + 2);
            for (int s = 0; s <= 70; s++) {
                double x = w * s / 70.0;
                path.lineTo(x, y + noise.at(x / unit * frequency) * unit * 0.09);
            }
            path.lineTo(w + 2, h + 2);
            path.closePath();
            int rgb = colours[(first + i) % 4];
            brush.fill(path, rgb);
            brush.grain(
                    path, Colour.mix(rgb, palette.deep(), 0.6), 0, y, 0, w, y + unit * 0.5, 0.6);
        }
    }

    /// Large soft lights, as of a risograph's blurred discs.
    private void mist() {
        for (int i = 0; i < 5; i++) {
            double x =
                    layout.focus().getX() + layout.focus().getWidth() * stage.brush().between(0, 1);
            double y =
                    layout.focus().getY()
                            + layout.focus().getHeight() * stage.brush().between(0, 1);
            brush.glow(
                    x,
                    y,
                    unit * stage.brush().between(0.45, 0.85),
                    i % 2 == 0 ? palette.accent() : palette.mid(),
                    0.75);
        }
        double r =
                Math.min(layout.focus().getWidth(), layout.focus().getHeight())
                        * stage.brush().between(0.26, 0.36);
        double x = layout.focus().getCenterX();
        double y = layout.focus().getCenterY();
        Shape disc = Outlines.circle(x, y, r);
        double a = stage.brush().between(0, Math.PI * 2);
        brush.blend(
                disc,
                x - Math.cos(a) * r,
                y - Math.sin(a) * r,
                Colour.mix(palette.accent(), palette.light(), 0.3),
                x + Math.cos(a) * r,
                y + Math.sin(a) * r,
                palette.background());
        brush.grain(disc, palette.light(), x - Math.cos(a) * r, y - Math.sin(a) * r, 0.7, x, y, 0);
    }

    /// Tiles of quarter circles, discs and triangles.
    private void bauhaus() {
        int across = 5 + stage.brush().random().nextInt(2);
        double cell = unit / across;
        double x0 = (w - Math.ceil(w / cell) * cell) / 2;
        for (double y = 0; y < h; y += cell) {
            for (double x = x0; x < w; x += cell) {
                if (layout.isFree(x + cell / 2, y + cell / 2, cell * 0.52)) {
                    tile(x, y, cell);
                }
            }
        }
    }

    private void tile(double x, double y, double cell) {
        Shape frame = Outlines.box(x, y, cell + 0.5, cell + 0.5);
        int ground = stage.brush().chance(0.45) ? palette.background() : any();
        int front = any();
        while (front == ground) {
            front = stage.brush().chance(0.3) ? palette.light() : any();
        }
        brush.fill(frame, ground);
        double cx = x + (stage.brush().chance(0.5) ? 0 : cell);
        double cy = y + (stage.brush().chance(0.5) ? 0 : cell);
        Shape shape =
                switch (stage.brush().random().nextInt(6)) {
                    case 0, 1 -> Outlines.within(Outlines.circle(cx, cy, cell), frame);
                    case 2 -> Outlines.circle(x + cell / 2, y + cell / 2, cell * 0.36);
                    case 3 -> Outlines.polygon(x, y, x + cell, y, cx, y + cell);
                    case 4 -> Outlines.within(Outlines.circle(x + cell / 2, cy, cell / 2), frame);
                    default ->
                            Outlines.without(
                                    Outlines.circle(x + cell / 2, y + cell / 2, cell * 0.4),
                                    Outlines.circle(x + cell / 2, y + cell / 2, cell * 0.2));
                };
        brush.fill(shape, front);
        brush.grain(shape, palette.deep(), cx, cy, 0, x + cell * 1.2, y + cell * 1.2, 0.5);
    }

    /// The height lines of a map.
    private void contours() {
        Noise noise = new Noise(stage.brush().random());
        double cx =
                layout.focus().getX() + layout.focus().getWidth() * stage.brush().between(0.3, 0.7);
        double cy =
                layout.focus().getY()
                        + layout.focus().getHeight() * stage.brush().between(0.4, 0.7);
        double far = Math.hypot(w, h);
        int rings = 26;
        for (int i = rings; i >= 1; i--) {
            double r = far * 0.72 * Math.pow(i / (double) rings, 1.15);
            double[] points = new double[144];
            for (int k = 0; k < 72; k++) {
                double a = Math.PI * 2 * k / 72;
                double rough =
                        1
                                + 0.3
                                        * noise.fractal(
                                                Math.cos(a) * 1.2 + i * 0.07 + 5,
                                                Math.sin(a) * 1.2 + 3,
                                                3);
                points[k * 2] = cx + Math.cos(a) * r * rough;
                points[k * 2 + 1] = cy + Math.sin(a) * r * rough * 0.86;
            }
            Shape ring = Outlines.blob(points);
            if (i < 10) {
                brush.fill(ring, Colour.mix(palette.mid(), palette.accent(), 1 - i / 9.0), 0.32);
            }
            brush.line(
                    ring,
                    dark ? palette.light() : palette.deep(),
                    i % 5 == 0 ? 0.6 : 0.3,
                    unit * (i % 5 == 0 ? 0.0032 : 0.0018));
        }
    }

    private void terrazzo() {
        int count = (int) (110 * w * h / (unit * unit));
        for (int i = 0; i < count; i++) {
            double x = stage.brush().random().nextDouble() * w;
            double y = stage.brush().random().nextDouble() * h;
            double r = unit * (0.008 + 0.05 * Math.pow(stage.brush().random().nextDouble(), 2.2));
            if (!layout.isFree(x, y, r)) {
                continue;
            }
            int n = 5 + stage.brush().random().nextInt(3);
            double[] points = new double[n * 2];
            double turn = stage.brush().between(0, 6);
            for (int k = 0; k < n; k++) {
                double a = turn + Math.PI * 2 * k / n;
                double reach = r * stage.brush().between(0.6, 1.1);
                points[k * 2] = x + Math.cos(a) * reach;
                points[k * 2 + 1] = y + Math.sin(a) * reach * 0.8;
            }
            Shape chip = Outlines.polygon(points);
            int rgb = any();
            brush.fill(chip, rgb);
            if (r > unit * 0.02) {
                brush.grain(chip, palette.deep(), x, y, 0, x + r, y + r, 0.6);
            }
        }
    }

    /// Nested arches standing side by side.
    private void arches() {
        double foot = layout.focus().getMaxY() < h ? layout.focus().getMaxY() - unit * 0.02 : h;
        double top = layout.focus().getY();
        double tall = foot - top;
        int count =
                Math.max(
                        2,
                        (int)
                                Math.round(
                                        layout.focus().getWidth() / (Math.min(tall, unit) * 0.55)));
        double span = layout.focus().getWidth() / count;
        for (int i = 0; i < count; i++) {
            double cx = layout.focus().getX() + span * (i + 0.5);
            double rise = tall * stage.brush().between(0.45, 0.85);
            int first = stage.brush().random().nextInt(4);
            for (int k = 0; k < 4; k++) {
                double r = span * 0.46 * (1 - 0.24 * k);
                Path2D arch = new Path2D.Double(Path2D.WIND_NON_ZERO);
                double spring = Math.min(foot, foot - rise + span * 0.46);
                arch.append(Outlines.circle(cx, spring, r), false);
                arch.append(Outlines.box(cx - r, spring, r * 2, foot - spring + 2), false);
                int rgb = k == 3 ? palette.light() : colours[(first + k) % 4];
                Shape shape = Outlines.within(arch, Outlines.box(0, 0, w, foot));
                brush.fill(shape, rgb);
                brush.grain(shape, palette.deep(), cx, spring, 0, cx + r * 1.2, foot, 0.45);
            }
        }
        double r = Math.min(unit * 0.08, tall * 0.12);
        brush.fill(
                Outlines.circle(
                        layout.focus().getX()
                                + layout.focus().getWidth() * stage.brush().between(0.2, 0.8),
                        top + r * 1.3,
                        r),
                palette.accent());
    }

    /// Overlapping discs on thin circles.
    private void orbits() {
        double cx = layout.focus().getCenterX();
        double cy = layout.focus().getCenterY();
        double size = Math.min(layout.focus().getWidth(), layout.focus().getHeight());
        int line = dark ? palette.light() : palette.deep();
        for (int i = 1; i <= 6; i++) {
            brush.line(Outlines.circle(cx, cy, size * 0.12 * i), line, 0.4, unit * 0.0022);
        }
        int count = 6 + stage.brush().random().nextInt(4);
        for (int i = 0; i < count; i++) {
            double a = stage.brush().between(0, Math.PI * 2);
            double orbit = size * 0.12 * (1 + stage.brush().random().nextInt(4));
            double r = size * stage.brush().between(0.03, i < 2 ? 0.22 : 0.1);
            double x = cx + Math.cos(a) * orbit;
            double y = cy + Math.sin(a) * orbit;
            if (layout.isFree(x, y, r * 0.8)) {
                Shape disc = Outlines.circle(x, y, r);
                int rgb = any();
                brush.fill(disc, rgb, 0.92);
                brush.grain(
                        disc,
                        Colour.mix(rgb, palette.deep(), 0.6),
                        x,
                        y,
                        0,
                        x + r,
                        y + r * 0.7,
                        0.9);
                brush.grain(disc, palette.light(), x - r, y - r, 0.6, x, y, 0);
            }
        }
    }

    /// Cut-out leaves and pebbles, in the manner of paper collage.
    private void leaves() {
        int count = 9 + stage.brush().random().nextInt(5);
        for (int i = 0; i < count; i++) {
            double x =
                    layout.focus().getX()
                            + layout.focus().getWidth()
                                    * ((i + stage.brush().random().nextDouble()) / count);
            double y =
                    layout.focus().getY()
                            + layout.focus().getHeight() * stage.brush().between(0.1, 0.95);
            double size =
                    Math.min(unit, Math.min(layout.focus().getWidth(), layout.focus().getHeight()))
                            * stage.brush().between(0.16, 0.34);
            if (!layout.isFree(x, y, size * 0.55)) {
                continue;
            }
            Brush b = brush.at(x, y, size, size, stage.brush().between(0, 360));
            int rgb = any();
            if (stage.brush().chance(0.55)) {
                Path2D frond = new Path2D.Double(Path2D.WIND_NON_ZERO);
                for (int k = -4; k <= 4; k++) {
                    double at = k * 0.1;
                    frond.append(
                            Outlines.leaf(0, at, 0.42 - Math.abs(k) * 0.045, at - 0.18, 0.2),
                            false);
                    frond.append(
                            Outlines.leaf(0, at, -0.42 + Math.abs(k) * 0.045, at - 0.18, -0.2),
                            false);
                }
                b.fill(frond, rgb);
                b.line(Outlines.curve(0, 0.55, 0, -0.55), rgb, 0.04);
            } else {
                Shape pebble =
                        Outlines.blob(
                                0, -0.42, 0.34, -0.3, 0.44, 0.08, 0.16, 0.4, -0.3, 0.34, -0.42,
                                -0.06);
                b.fill(pebble, rgb);
                b.grain(pebble, palette.deep(), 0, 0, 0, 0.4, 0.4, 0.6);
            }
        }
    }
}
