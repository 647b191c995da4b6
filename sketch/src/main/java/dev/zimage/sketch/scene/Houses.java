package dev.zimage.sketch.scene;

import java.awt.Shape;

/// A small house or log cabin with lit windows and a smoking chimney.
final class Houses {

    private Houses() {}

    static void draw(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        paint(b.at(0, 0, side, 1, 0), b.chance(0.5));
    }

    private static void paint(Brush b, boolean logs) {
        Tints t = b.tints();
        int wall = logs ? Colour.mix(t.wood(), t.lit(t.accent()), 0.15) : t.lit(t.pale());
        int side = Colour.mix(wall, t.ink(), 0.35);
        int roof = logs ? t.lit(Colour.mix(t.deep(), t.mid(), 0.2)) : t.lit(t.accent());
        smoke(b);
        b.fill(Outlines.box(0.27, -0.98, 0.11, 0.4), Colour.mix(t.stone(), t.ink(), 0.25));
        b.fill(Outlines.box(0.255, -0.99, 0.14, 0.05), t.stone());
        Shape front =
                Outlines.polygon(
                        -0.55, 0.005, -0.55, -0.45, -0.25, -0.82, 0.05, -0.45, 0.05, 0.005);
        Shape flank = Outlines.polygon(0.05, 0.005, 0.05, -0.45, 0.62, -0.45, 0.62, 0.005);
        b.fill(flank, side);
        b.grain(flank, t.ink(), 0.1, -0.2, 0, 0.65, 0, 0.5);
        b.fill(front, wall);
        b.grain(front, t.ink(), -0.3, -0.5, 0, 0, 0.05, 0.3);
        if (logs) {
            for (int i = 1; i < 8; i++) {
                double y = -0.06 * i;
                b.line(Outlines.curve(-0.55, y, 0.05, y), t.ink(), 0.35, 0.008);
                b.line(Outlines.curve(0.05, y, 0.62, y), t.ink(), 0.35, 0.008);
            }
        }
        Shape plane = Outlines.polygon(-0.28, -0.87, 0.4, -0.87, 0.72, -0.4, 0.06, -0.4);
        b.fill(plane, roof);
        b.grain(plane, t.ink(), 0.1, -0.85, 0, 0.5, -0.38, 0.6);
        for (int i = 1; i < 6; i++) {
            double u = i / 6.0;
            b.line(
                    Outlines.curve(
                            -0.28 + 0.34 * u, -0.87 + 0.47 * u, 0.4 + 0.32 * u, -0.87 + 0.47 * u),
                    t.ink(),
                    0.22,
                    0.008);
        }
        b.line(
                Outlines.polygon(-0.62, -0.4, -0.265, -0.865, 0.09, -0.4, -0.265, -0.855),
                Colour.mix(roof, t.ink(), 0.35),
                0.045);
        door(b, wall);
        window(b, -0.09, -0.3, 0.16);
        window(b, 0.2, -0.3, 0.14);
        window(b, 0.45, -0.3, 0.14);
        b.fill(Outlines.circle(-0.25, -0.58, 0.055), t.lamp());
        b.line(Outlines.circle(-0.25, -0.58, 0.055), Colour.mix(wall, t.ink(), 0.5), 0.014);
    }

    private static void door(Brush b, int wall) {
        Tints t = b.tints();
        b.fill(Outlines.box(-0.46, -0.34, 0.18, 0.345), Colour.mix(wall, t.ink(), 0.65));
        b.fill(
                Outlines.box(-0.44, -0.32, 0.14, 0.325),
                t.lit(Colour.mix(t.accent(), t.deep(), 0.45)));
        b.fill(Outlines.circle(-0.33, -0.16, 0.012), t.lamp());
    }

    private static void window(Brush b, double x, double y, double size) {
        Tints t = b.tints();
        if (t.light() != Light.DAY) {
            b.glow(x + size / 2, y + size / 2, size * 1.7, t.lamp(), 0.4);
        }
        int pane = t.light() == Light.DAY ? Colour.mix(t.lamp(), t.skyTop(), 0.55) : t.lamp();
        b.fill(Outlines.box(x - 0.018, y - 0.018, size + 0.036, size + 0.036), t.ink());
        b.fill(Outlines.box(x, y, size, size), pane);
        b.line(Outlines.curve(x + size / 2, y, x + size / 2, y + size), t.ink(), 0.014);
        b.line(Outlines.curve(x, y + size / 2, x + size, y + size / 2), t.ink(), 0.014);
    }

    private static void smoke(Brush b) {
        Tints t = b.tints();
        int grey = Colour.mix(t.skyLow(), t.white(), 0.5);
        double x = 0.33;
        double y = -1.02;
        double r = 0.04;
        for (int i = 0; i < 6; i++) {
            b.fill(Outlines.circle(x, y, r), grey, 0.55 - i * 0.08);
            x += b.between(0.01, 0.07);
            y -= r * 1.3;
            r *= 1.24;
        }
    }

    /// A tent with a light inside, and a fire before it.
    static void tent(Brush b) {
        Tints t = b.tints();
        int cloth = t.lit(t.accent());
        boolean dark = t.light() != Light.DAY;
        if (dark) {
            b.glow(0, -0.4, 0.9, t.lamp(), 0.4);
        }
        Shape side = Outlines.polygon(-0.12, -0.92, 0.36, -0.8, 0.78, 0, 0.3, 0.01);
        b.fill(side, Colour.mix(cloth, t.ink(), 0.35));
        Shape front = Outlines.polygon(-0.62, 0.01, -0.12, -0.92, 0.3, 0.01);
        b.fill(front, dark ? Colour.mix(cloth, t.lamp(), 0.45) : cloth);
        b.grain(front, t.ink(), -0.2, -0.3, 0, 0.3, 0, 0.4);
        b.fill(Outlines.polygon(-0.12, -0.8, -0.3, 0.01, 0.1, 0.01), dark ? t.lamp() : t.ink());
        b.fill(
                Outlines.polygon(-0.12, -0.8, -0.3, 0.01, -0.42, 0.01, -0.3, -0.35),
                Colour.mix(cloth, t.white(), 0.35));
        b.fill(
                Outlines.polygon(-0.12, -0.8, 0.1, 0.01, 0.2, 0.01, 0.08, -0.35),
                Colour.mix(cloth, t.white(), 0.25));
        b.line(Outlines.curve(-0.16, -1.0, -0.08, -0.86), t.wood(), 0.02);
        b.line(Outlines.curve(-0.08, -1.0, -0.16, -0.86), t.wood(), 0.02);
        b.line(Outlines.curve(-0.62, 0, -0.76, 0.05), t.wood(), 0.014);
        b.line(Outlines.curve(0.78, 0, 0.9, 0.04), t.wood(), 0.014);
        fire(b.at(-0.86, 0.06, 0.34));
    }

    private static void fire(Brush b) {
        Tints t = b.tints();
        b.glow(0, -0.4, 1.6, t.lamp(), t.light() == Light.DAY ? 0.3 : 0.7);
        b.line(Outlines.curve(-0.4, 0, 0.36, -0.12), t.wood(), 0.12);
        b.line(Outlines.curve(0.4, 0, -0.36, -0.12), t.wood(), 0.12);
        b.fill(
                Outlines.svg(
                        "M -0.3 -0.06 C -0.44 -0.5 -0.1 -0.6 -0.06 -1 C 0.2 -0.8 0.16 -0.6 0.22"
                                + " -0.5 C 0.4 -0.3 0.3 -0.1 0.26 -0.06 Z"),
                Colour.mix(t.accent(), 0xF26A1B, 0.5));
        b.fill(
                Outlines.svg(
                        "M -0.16 -0.06 C -0.24 -0.34 0 -0.4 0 -0.66 C 0.16 -0.46 0.2 -0.2 0.14"
                                + " -0.06 Z"),
                Colour.mix(t.lamp(), 0xFFD95A, 0.5));
    }
}
