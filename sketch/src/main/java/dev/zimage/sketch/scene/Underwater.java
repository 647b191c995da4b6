package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/// Below the surface: shafts of light, reefs and fish.
final class Underwater {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    Underwater(SceneCanvas stage, NamedMotifs reading) {
        this.stage = stage;
        this.reading = reading;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// Fills the picture with water from one depth to another.
    static void flood(SceneCanvas stage, int top, int bottom) {
        int w = stage.width();
        int[] rows = Colour.ramp(top, bottom, stage.height());
        for (int y = 0; y < stage.height(); y++) {
            Arrays.fill(stage.pixels(), y * w, (y + 1) * w, rows[y]);
        }
    }

    void paint() {
        int light = tints.lit(Colour.mix(tints.mid(), tints.pale(), 0.35));
        int deep = Colour.mix(tints.deep(), tints.mid(), 0.22);
        flood(stage, light, deep);
        double cx = stage.width() * stage.brush().between(0.3, 0.7);
        for (int i = 0; i < 7; i++) {
            double a = (i - 3) * 0.16 + stage.brush().between(-0.04, 0.04);
            double far = stage.height() * 0.95;
            double half = unit * stage.brush().between(0.03, 0.08);
            Shape ray =
                    Outlines.polygon(
                            cx + a * unit * 0.6 - half * 0.3,
                            -5,
                            cx + a * unit * 0.6 + half * 0.3,
                            -5,
                            cx + a * far * 1.8 + half,
                            far,
                            cx + a * far * 1.8 - half,
                            far);
            brush.veil(ray, tints.pale(), 0, 0, 0.26, 0, far, 0);
        }
        reef();
        bubbles();
        swimmers();
    }

    private void reef() {
        double h = stage.height();
        Noise noise = new Noise(stage.brush().random());
        for (int i = 0; i < 3; i++) {
            Path2D bed = new Path2D.Double();
            bed.moveTo(-5, h + 5);
            double y = h - unit * (0.16 - 0.05 * i);
            for (int s = 0; s <= 40; s++) {
                double x = stage.width() * s / 40.0;
                bed.lineTo(x, y + noise.fractal(x / unit * 2.2 + i * 9, 3) * unit * 0.08);
            }
            bed.lineTo(stage.width() + 5, h + 5);
            bed.closePath();
            int rgb =
                    Colour.mix(
                            Colour.mix(tints.mid(), tints.deep(), 0.5),
                            tints.near(),
                            0.2 + 0.35 * i);
            if (i > 0) {
                for (int k = 0; k < 9; k++) {
                    double x = stage.brush().random().nextDouble() * stage.width();
                    double size = unit * stage.brush().between(0.06, 0.16);
                    if (layout.isFree(x, h - size, size * 0.8)) {
                        coral(x, y + unit * 0.05, size, i);
                    }
                }
            }
            brush.fade(bed, rgb, Colour.mix(rgb, tints.near(), 0.5));
        }
    }

    private void coral(double x, double y, double size, int depth) {
        int[] colours = {
            tints.accent(),
            Colour.mix(tints.accent(), tints.pale(), 0.45),
            Colour.mix(tints.mid(), tints.pale(), 0.3),
            tints.leaf()
        };
        int rgb =
                Colour.mix(
                        colours[stage.brush().random().nextInt(4)],
                        tints.deep(),
                        depth == 1 ? 0.45 : 0.1);
        if (stage.brush().chance(0.5)) {
            for (int i = -2; i <= 2; i++) {
                double a = i * 0.32;
                double l = size * (1 - 0.12 * Math.abs(i));
                double ex = x + Math.sin(a) * l;
                double ey = y - Math.cos(a) * l;
                brush.line(
                        Outlines.curve(x, y, x + Math.sin(a) * l * 0.4, y - l * 0.5, ex, ey),
                        rgb,
                        size * 0.1);
                brush.line(
                        Outlines.curve(
                                x + Math.sin(a) * l * 0.55,
                                y - l * 0.6,
                                ex + size * 0.12,
                                ey + size * 0.16),
                        rgb,
                        size * 0.075);
            }
        } else {
            for (int i = -2; i <= 2; i++) {
                double s = i % 2 == 0 ? 1 : -1;
                double l = size * stage.brush().between(0.9, 1.5);
                double bx = x + i * size * 0.14;
                brush.line(
                        Outlines.curve(
                                bx,
                                y,
                                bx + s * size * 0.12,
                                y - l * 0.35,
                                bx - s * size * 0.1,
                                y - l * 0.7,
                                bx + s * size * 0.06,
                                y - l),
                        Colour.mix(tints.leaf(), tints.deep(), depth == 1 ? 0.5 : 0.25),
                        size * 0.06);
            }
        }
    }

    private void bubbles() {
        for (int i = 0; i < 26; i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height() * 0.85;
            double r = unit * stage.brush().between(0.003, 0.013);
            if (layout.isFree(x, y, r)) {
                brush.line(Outlines.circle(x, y, r), tints.pale(), 0.6, Math.max(0.6, r * 0.16));
                brush.fill(Outlines.circle(x - r * 0.35, y - r * 0.35, r * 0.2), Colour.WHITE, 0.8);
            }
        }
    }

    private void swimmers() {
        double fw = layout.focus().getWidth();
        double fh = layout.focus().getHeight();
        List<Motif> subjects =
                reading.motifs().stream()
                        .filter(m -> Subjects.areDrawn(m) && m != Motif.FISH)
                        .limit(2)
                        .toList();
        for (int i = 0; i < 9; i++) {
            double x = layout.focus().getX() + fw * stage.brush().between(0.08, 0.92);
            double y = layout.focus().getY() + fh * stage.brush().between(0.12, 0.72);
            double size =
                    Math.min(fw, fh)
                            * (i < 2 && subjects.isEmpty()
                                    ? stage.brush().between(0.2, 0.3)
                                    : stage.brush().between(0.05, 0.11));
            if (layout.isFree(x, y, size * 0.5)) {
                fish(
                        brush.at(
                                x,
                                y,
                                stage.brush().chance(0.5) ? size : -size,
                                size,
                                stage.brush().between(-8, 8)),
                        i);
            }
        }
        for (int i = 0; i < 2 && subjects.isEmpty(); i++) {
            double x =
                    layout.focus().getX()
                            + fw
                                    * (i == 0
                                            ? stage.brush().between(0.15, 0.35)
                                            : stage.brush().between(0.65, 0.85));
            double size = Math.min(fw, fh) * stage.brush().between(0.16, 0.26);
            jellyfish(
                    brush.at(
                            x,
                            layout.focus().getY() + fh * stage.brush().between(0.35, 0.6),
                            size));
        }
        for (int i = 0; i < subjects.size(); i++) {
            SceneMotif subject =
                    subjects.get(i) == Motif.WHALE
                            ? Subjects.of("whale-underwater", brush.random())
                            : Subjects.of(subjects.get(i), brush.random());
            double tall = Math.min(fh * 0.4, fw * 0.7 / subjects.size() / subject.aspect());
            subject.draw(
                    brush,
                    layout.focus().getX() + fw * (i + 0.5) / subjects.size(),
                    layout.focus().getY() + fh * 0.62,
                    tall);
        }
    }

    static void fish(Brush b, int kind) {
        Tints t = b.tints();
        int body =
                kind % 3 == 0
                        ? t.accent()
                        : kind % 3 == 1
                                ? Colour.mix(t.accent(), t.pale(), 0.55)
                                : Colour.mix(t.pale(), t.mid(), 0.25);
        int dark = Colour.mix(body, t.ink(), 0.5);
        b.fill(
                Outlines.svg(
                        "M -0.3 0 C -0.4 -0.1 -0.46 -0.24 -0.56 -0.26 C -0.5 -0.1 -0.5 0.1 -0.56"
                                + " 0.26 C -0.46 0.24 -0.4 0.1 -0.3 0 Z"),
                dark);
        b.fill(Outlines.svg("M -0.16 -0.18 C -0.02 -0.38 0.12 -0.38 0.2 -0.18 Z"), dark);
        b.fill(Outlines.svg("M -0.1 0.18 C -0.04 0.3 0.04 0.32 0.1 0.18 Z"), dark);
        Shape shape =
                Outlines.svg("M 0.5 0 C 0.36 -0.24 0.06 -0.3 -0.34 0 C 0.06 0.3 0.36 0.24 0.5 0 Z");
        b.fill(shape, body);
        for (int i = 0; i < 2; i++) {
            b.fill(
                    Outlines.within(shape, Outlines.oval(0.18 - i * 0.24, 0, 0.045, 0.4)),
                    t.white(),
                    0.9);
        }
        b.grain(shape, t.ink(), 0, 0, 0, 0, 0.26, 0.6);
        b.fill(Outlines.leaf(0.06, 0.04, -0.12, 0.1, 0.4), dark);
        b.fill(Outlines.circle(0.34, -0.05, 0.045), Colour.WHITE);
        b.fill(Outlines.circle(0.35, -0.05, 0.024), t.ink());
    }

    private static void jellyfish(Brush b) {
        Tints t = b.tints();
        int rgb = Colour.mix(t.accent(), t.pale(), 0.5);
        b.glow(0, -0.2, 0.8, rgb, 0.35);
        for (int i = -3; i <= 3; i++) {
            double x = i * 0.12;
            double s = i % 2 == 0 ? 1 : -1;
            b.line(
                    Outlines.curve(
                            x,
                            0,
                            x + s * 0.06,
                            0.22,
                            x - s * 0.06,
                            0.46,
                            x + s * 0.05,
                            0.7 - Math.abs(i) * 0.06),
                    rgb,
                    0.65,
                    i % 2 == 0 ? 0.045 : 0.022);
        }
        Shape bell =
                Outlines.svg(
                        "M -0.46 0.02 C -0.46 -0.36 -0.22 -0.52 0 -0.52 C 0.22 -0.52 0.46 -0.36"
                                + " 0.46 0.02 Q 0.36 -0.06 0.28 0.02 Q 0.18 -0.06 0.1 0.02 Q 0 -0.06"
                                + " -0.1 0.02 Q -0.18 -0.06 -0.28 0.02 Q -0.36 -0.06 -0.46 0.02 Z");
        b.fill(bell, rgb, 0.88);
        b.grain(bell, t.deep(), 0, -0.2, 0, 0.4, 0.1, 0.6);
        b.fill(Outlines.leaf(-0.3, -0.3, -0.05, -0.46, 0.2), Colour.WHITE, 0.6);
        for (double[] d :
                new double[][] {{0.06, -0.34}, {0.2, -0.22}, {-0.16, -0.2}, {0.02, -0.16}}) {
            b.fill(Outlines.circle(d[0], d[1], 0.035), t.white(), 0.7);
        }
    }
}
