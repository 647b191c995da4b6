package dev.zimage.sketch.scene;

import java.awt.Shape;

/// What makes music: a guitar, a record.
final class Instruments {

    private Instruments() {}

    static void guitar(Brush b) {
        Brush c = b.at(0, -0.5, 1, 1, 24);
        Tints t = b.tints();
        int wood = t.lit(Colour.mix(t.accent(), 0xC98A45, 0.45));
        int dark = t.lit(Colour.mix(t.wood(), t.deep(), 0.5));
        Shape body =
                Outlines.svg(
                        "M 0 -0.06 C 0.16 -0.08 0.21 0.02 0.17 0.12 C 0.15 0.18 0.2 0.2 0.235 0.28"
                                + " C 0.29 0.44 0.16 0.52 0 0.52 C -0.16 0.52 -0.29 0.44 -0.235 0.28 C"
                                + " -0.2 0.2 -0.15 0.18 -0.17 0.12 C -0.21 0.02 -0.16 -0.08 0 -0.06 Z");
        c.fill(Outlines.moved(body, 0.018, 0.012), Colour.mix(dark, t.ink(), 0.4));
        c.fill(body, wood);
        c.line(body, dark, 0.014);
        c.round(body, Colour.mix(wood, t.ink(), 0.6), Colour.lighter(wood, 0.4));
        c.fill(Outlines.circle(0, 0.16, 0.085), t.lamp());
        c.fill(Outlines.circle(0, 0.16, 0.07), t.ink());
        c.fill(Outlines.box(-0.032, -0.46, 0.064, 0.56), dark);
        for (int i = 0; i < 9; i++) {
            c.line(
                    Outlines.curve(-0.032, -0.42 + i * 0.05, 0.032, -0.42 + i * 0.05),
                    t.lamp(),
                    0.8,
                    0.006);
        }
        c.fill(Outlines.polygon(-0.034, -0.45, -0.052, -0.62, 0.052, -0.62, 0.034, -0.45), wood);
        c.line(
                Outlines.polygon(-0.034, -0.45, -0.052, -0.62, 0.052, -0.62, 0.034, -0.45),
                dark,
                0.008);
        for (int s = -1; s <= 1; s += 2) {
            for (int i = 0; i < 3; i++) {
                c.fill(Outlines.circle(s * 0.064, -0.59 + i * 0.045, 0.016), t.stone());
            }
        }
        c.fill(Outlines.box(-0.095, 0.33, 0.19, 0.035, 0.012), dark);
        for (int i = -2; i <= 2; i++) {
            c.line(
                    Outlines.curve(i * 0.011, -0.46, i * 0.015, 0.345),
                    Colour.mix(t.white(), wood, 0.15),
                    0.004);
        }
        c.fill(Outlines.svg("M 0.075 0.2 Q 0.17 0.22 0.17 0.32 Q 0.1 0.34 0.06 0.27 Z"), dark, 0.8);
    }

    static void record(Brush b) {
        Tints t = b.tints();
        int black = Colour.mix(t.ink(), 0x15151A, 0.5);
        Shape disc = Outlines.circle(0.16, -0.5, 0.47);
        b.fill(disc, black);
        for (int i = 0; i < 9; i++) {
            b.line(
                    Outlines.circle(0.16, -0.5, 0.44 - i * 0.03),
                    Colour.lighter(black, 0.2),
                    0.55,
                    0.005);
        }
        for (int s = 0; s < 2; s++) {
            Brush shine = b.at(0.16, -0.5, 1, 1, 40 + s * 180);
            shine.fill(
                    Outlines.svg("M 0 0 L -0.12 -0.44 Q 0 -0.48 0.12 -0.44 Z"),
                    Colour.lighter(black, 0.5),
                    0.3);
        }
        b.fill(Outlines.circle(0.16, -0.5, 0.17), t.lit(t.accent()));
        b.line(Outlines.circle(0.16, -0.5, 0.12), t.lit(t.pale()), 0.012);
        b.fill(Outlines.circle(0.16, -0.5, 0.025), t.white());
        Shape sleeve = Outlines.box(-0.72, -0.98, 0.74, 0.97, 0.01);
        int card = t.lit(Colour.mix(t.mid(), t.pale(), 0.15));
        b.fill(sleeve, card);
        b.grain(sleeve, t.ink(), -0.4, -0.8, 0, 0.1, 0, 0.4);
        b.fill(Outlines.within(Outlines.circle(-0.35, -0.36, 0.27), sleeve), t.lit(t.accent()));
        for (int i = 0; i < 4; i++) {
            b.fill(Outlines.box(-0.72, -0.36 + i * 0.09, 0.74, 0.02 + 0.014 * i), card);
        }
        note(b, -0.56, -0.72, t.ink());
        note(b, 0.62, -0.92, t.lit(t.accent()));
    }

    private static void note(Brush b, double x, double y, int rgb) {
        b.fill(Outlines.oval(x, y, 0.05, 0.036, -20), rgb);
        b.fill(Outlines.oval(x + 0.15, y - 0.02, 0.05, 0.036, -20), rgb);
        b.line(Outlines.curve(x + 0.043, y - 0.01, x + 0.043, y - 0.17), rgb, 0.014);
        b.line(Outlines.curve(x + 0.193, y - 0.03, x + 0.193, y - 0.19), rgb, 0.014);
        b.fill(
                Outlines.polygon(
                        x + 0.036, y - 0.18, x + 0.2, y - 0.205, x + 0.2, y - 0.16, x + 0.036,
                        y - 0.135),
                rgb);
    }
}
