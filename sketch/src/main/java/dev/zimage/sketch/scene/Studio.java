package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Palette;
import java.awt.geom.Path2D;
import java.util.List;

/// Subjects by themselves, large, before a plain ground with one big shape.
final class Studio {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;

    Studio(SceneCanvas stage, NamedMotifs reading) {
        this.stage = stage;
        this.reading = reading;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
    }

    void paint() {
        Palette p = tints.palette();
        double w = stage.width();
        double h = stage.height();
        int wall = p.background();
        boolean dark = Colour.lightness(wall) < 0.42;
        brush.blend(
                Outlines.box(0, 0, w, h),
                0,
                0,
                Colour.mix(wall, p.light(), dark ? 0.06 : 0.35),
                w * 0.3,
                h,
                Colour.mix(wall, p.mid(), 0.2));
        double cx = layout.focus().getCenterX();
        double fw = layout.focus().getWidth();
        double fh = layout.focus().getHeight();
        double foot = layout.focus().getY() + fh * 0.86;
        double size = Math.min(fw, fh);
        int shape = Colour.mix(wall, accented() ? p.mid() : p.accent(), dark ? 0.55 : 0.62);
        backdrop(cx, foot, size, shape);
        if (!hovers()) {
            table(foot - size * 0.06, wall, p);
        }
        List<Motif> subjects = reading.motifs().stream().filter(Subjects::areDrawn).toList();
        int n = Math.min(4, subjects.size());
        for (int i = 0; i < n; i++) {
            SceneMotif subject = Subjects.of(subjects.get(i), brush.random());
            double cell = fw / n;
            double tall =
                    Math.min(
                            fh * (n == 1 ? 0.7 : 0.62),
                            cell * (n == 1 ? 0.84 : 0.96) / subject.aspect());
            double x = layout.focus().getX() + cell * (i + 0.5);
            double y = foot + size * (n > 1 && i % 2 == 1 ? 0.03 : 0);
            if (!hovers()) {
                shadow(x, y, tall * subject.aspect());
            }
            subject.draw(brush, x, y, tall);
        }
    }

    /// Whether a subject is likely painted in the accent itself, which must not be behind it then.
    private boolean accented() {
        return stage.brush().chance(0.4)
                || !reading.at(Motif.Place.TABLE).isEmpty()
                || reading.any(
                        Motif.CAR, Motif.BICYCLE, Motif.MUSHROOM, Motif.ROBOT, Motif.BUTTERFLY);
    }

    private boolean hovers() {
        return reading.motifs().stream()
                .allMatch(m ->
                        m == Motif.HEART
                                || m == Motif.BULB
                                || m == Motif.BLOSSOM
                                || m == Motif.BUTTERFLY);
    }

    private void backdrop(double cx, double foot, double size, int rgb) {
        switch (stage.brush().random().nextInt(4)) {
            case 0 -> {
                double r = size * stage.brush().between(0.36, 0.42);
                double x = cx + size * stage.brush().between(-0.08, 0.08);
                var disc = Outlines.circle(x, foot - r * 1.05, r);
                brush.fill(disc, rgb);
                brush.grain(disc, tints.pale(), x - r, foot - r * 2, 0.5, x, foot - r, 0);
            }
            case 1 -> {
                double r = size * 0.34;
                Path2D arch = new Path2D.Double(Path2D.WIND_NON_ZERO);
                arch.append(Outlines.circle(cx, foot - r * 1.35, r), false);
                arch.append(Outlines.box(cx - r, foot - r * 1.35, r * 2, r * 1.5), false);
                brush.fill(arch, rgb);
                brush.grain(arch, tints.pale(), cx - r, foot - r * 2.2, 0.45, cx, foot - r, 0);
            }
            case 2 -> {
                Path2D rays = new Path2D.Double();
                int n = 16;
                double far = Math.hypot(stage.width(), stage.height());
                double turn = stage.brush().between(0, 0.4);
                double y = foot - size * 0.36;
                for (int i = 0; i < n; i++) {
                    double a = turn + Math.PI * 2 * i / n;
                    double b = a + Math.PI / n;
                    rays.append(
                            Outlines.polygon(
                                    cx,
                                    y,
                                    cx + Math.cos(a) * far,
                                    y + Math.sin(a) * far,
                                    cx + Math.cos(b) * far,
                                    y + Math.sin(b) * far),
                            false);
                }
                brush.fill(rays, rgb, 0.3);
                brush.fill(Outlines.circle(cx, y, size * 0.37), rgb);
            }
            default -> {
                double r = size * 0.4;
                for (int i = 3; i >= 0; i--) {
                    brush.fill(
                            Outlines.circle(cx, foot - r, r * (0.7 + 0.22 * i)),
                            rgb,
                            i == 0 ? 1 : 0.2);
                }
            }
        }
    }

    private void table(double y, int wall, Palette p) {
        boolean dark = Colour.lightness(wall) < 0.42;
        int top = dark ? Colour.mix(p.deep(), p.mid(), 0.3) : Colour.mix(p.mid(), p.deep(), 0.3);
        var box = Outlines.box(-1, y, stage.width() + 2, stage.height() - y + 2);
        brush.blend(
                box,
                0,
                y,
                Colour.mix(top, p.light(), 0.18),
                0,
                stage.height(),
                Colour.mix(top, p.deep(), 0.3));
        brush.grain(box, p.deep(), stage.width() * 0.4, y, 0, stage.width(), stage.height(), 0.5);
    }

    private void shadow(double x, double y, double w) {
        for (int i = 0; i < 3; i++) {
            brush.fill(
                    Outlines.oval(x + w * 0.05, y, w * (0.4 + 0.06 * i), w * (0.035 + 0.012 * i)),
                    tints.ink(),
                    0.16);
        }
    }
}
