package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Koi among lily pads, seen from above.
final class Pond {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    Pond(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// Koi among lily pads, seen from above.
    void paint() {
        int light = tints.lit(Colour.mix(tints.mid(), tints.pale(), 0.18));
        int deep = tints.lit(Colour.mix(tints.mid(), tints.deep(), 0.55));
        Underwater.flood(stage, light, deep);
        double fw = layout.focus().getWidth();
        double fh = layout.focus().getHeight();
        double size = Math.min(fw, fh);
        for (int i = 0; i < 6; i++) {
            double x = stage.width() * stage.brush().between(0, 1);
            double y = stage.height() * stage.brush().between(0, 1);
            for (int k = 1; k < 5; k++) {
                if (layout.isFree(x, y, unit * 0.05 * k)) {
                    brush.line(
                            Outlines.circle(x, y, unit * 0.034 * k),
                            tints.pale(),
                            0.28 - k * 0.05,
                            unit * 0.003);
                }
            }
        }
        double turn = stage.brush().between(0, 360);
        int count = 2 + stage.brush().random().nextInt(2);
        for (int i = 0; i < count; i++) {
            double a = turn + i * 360.0 / count;
            double x = layout.focus().getCenterX() + Math.cos(Math.toRadians(a)) * fw * 0.24;
            double y = layout.focus().getCenterY() + Math.sin(Math.toRadians(a)) * fh * 0.22;
            double length = size * stage.brush().between(0.46, 0.58);
            koi(brush.at(x + unit * 0.02, y + unit * 0.03, length, length, a + 180), true, i);
            koi(brush.at(x, y, length, length, a + 180), false, i);
        }
        for (int i = 0; i < 9; i++) {
            boolean left = i % 2 == 0;
            double x =
                    stage.width()
                            * (left
                                    ? stage.brush().between(-0.02, 0.16)
                                    : stage.brush().between(0.84, 1.02));
            double y = stage.height() * stage.brush().between(0, 1);
            double r = unit * stage.brush().between(0.05, 0.11);
            if (layout.isFree(x, y, r)) {
                lily(x, y, r, i % 4 == 1);
            }
        }
    }

    private void lily(double x, double y, double r, boolean blooming) {
        int rgb =
                Colour.mix(tints.leaf(), tints.lit(tints.deep()), stage.brush().between(0.05, 0.4));
        double turn = stage.brush().between(0, 360);
        Shape pad =
                Outlines.without(
                        Outlines.circle(x, y, r),
                        Outlines.turned(
                                Outlines.polygon(
                                        x, y, x + r * 0.22, y - r * 1.2, x - r * 0.22, y - r * 1.2),
                                x,
                                y,
                                turn));
        brush.fill(Outlines.moved(pad, r * 0.1, r * 0.14), tints.ink(), 0.3);
        brush.fill(pad, rgb);
        brush.grain(pad, tints.ink(), x, y, 0, x + r, y + r, 0.65);
        for (int i = 0; i < 10; i++) {
            double a = Math.toRadians(turn - 90 + 30 + i * 33.0);
            brush.line(
                    Outlines.curve(x, y, x + Math.cos(a) * r * 0.85, y + Math.sin(a) * r * 0.85),
                    Colour.lighter(rgb, 0.3),
                    0.5,
                    r * 0.018);
        }
        if (blooming) {
            int pink = tints.lit(Colour.mix(tints.pale(), 0xF2A0BC, 0.5));
            for (int ring = 0; ring < 3; ring++) {
                for (int i = 0; i < 8; i++) {
                    double a = Math.toRadians(i * 45 + ring * 22);
                    double l = r * (0.62 - ring * 0.16);
                    brush.fill(
                            Outlines.leaf(x, y, x + Math.cos(a) * l, y + Math.sin(a) * l, 0.28),
                            Colour.mix(pink, Colour.WHITE, ring * 0.22));
                }
            }
            brush.fill(Outlines.circle(x, y, r * 0.1), tints.lamp());
        }
    }

    private static void koi(Brush b, boolean shadow, int kind) {
        Tints t = b.tints();
        Shape body =
                Outlines.svg(
                        "M 0 -0.5 C 0.09 -0.48 0.12 -0.36 0.12 -0.24 C 0.13 -0.05 0.1 0.1 0.02 0.28"
                                + " L -0.02 0.28 C -0.06 0.12 -0.15 -0.02 -0.12 -0.24 C -0.12 -0.36"
                                + " -0.09 -0.48 0 -0.5 Z");
        Shape tail =
                Outlines.svg(
                        "M 0 0.24 C 0.06 0.34 0.2 0.4 0.22 0.54 C 0.12 0.5 0.05 0.44 0 0.38 C -0.03"
                                + " 0.46 -0.1 0.5 -0.2 0.5 C -0.16 0.38 -0.06 0.36 0 0.24 Z");
        Shape fins =
                Outlines.joined(
                        Outlines.leaf(0.1, -0.24, 0.3, -0.1, 0.3),
                        Outlines.leaf(-0.1, -0.24, -0.3, -0.12, 0.3),
                        Outlines.leaf(0.06, 0.06, 0.18, 0.16, 0.3),
                        Outlines.leaf(-0.06, 0.06, -0.18, 0.14, 0.3));
        if (shadow) {
            b.fill(Outlines.joined(body, tail, fins), t.ink(), 0.28);
            return;
        }
        int white = t.lit(Colour.mix(t.pale(), Colour.WHITE, 0.6));
        int patch = t.lit(Colour.mix(t.accent(), 0xE2471F, 0.45));
        boolean gold = kind % 3 == 2;
        int base = gold ? Colour.mix(patch, t.pale(), 0.25) : white;
        b.fill(fins, Colour.mix(base, t.mid(), 0.2), 0.8);
        b.fill(tail, Colour.mix(base, t.mid(), 0.12), 0.9);
        b.grain(tail, patch, 0, 0.26, 0.6, 0, 0.5, 0);
        b.fill(body, base);
        Shape spots =
                gold
                        ? Outlines.oval(0, 0, 0.01, 0.01)
                        : Outlines.joined(
                                Outlines.blob(-0.03, -0.42, 0.1, -0.4, 0.08, -0.28, -0.04, -0.3),
                                Outlines.blob(-0.14, -0.2, 0.02, -0.22, 0.05, -0.06, -0.08, -0.02),
                                Outlines.blob(0.0, 0.04, 0.12, 0.0, 0.06, 0.18, -0.02, 0.16));
        b.fill(
                Outlines.within(spots, body),
                kind % 3 == 0 ? patch : Colour.mix(t.ink(), patch, 0.15));
        b.grain(body, t.ink(), 0.02, 0, 0, 0.15, 0, 0.5);
        b.line(
                Outlines.curve(0, -0.2, 0.005, 0.0, 0, 0.2),
                Colour.mix(base, t.ink(), 0.25),
                0.5,
                0.012);
        b.fill(Outlines.circle(0.065, -0.41, 0.016), t.ink());
        b.fill(Outlines.circle(-0.065, -0.41, 0.016), t.ink());
        b.line(Outlines.curve(0.03, -0.485, 0.07, -0.53), base, 0.01);
        b.line(Outlines.curve(-0.03, -0.485, -0.07, -0.53), base, 0.01);
    }
}
