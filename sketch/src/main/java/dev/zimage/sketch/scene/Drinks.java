package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Hot things in a vessel: coffee, tea, a bowl of noodles.
final class Drinks {

    private Drinks() {}

    private static void steam(Brush b, double x, double y, double scale) {
        int white = Colour.mix(b.tints().pale(), Colour.WHITE, 0.5);
        for (int i = -1; i <= 1; i++) {
            double h = scale * (i == 0 ? 1 : 0.78);
            double s = x + i * scale * 0.42;
            Path2D wisp =
                    Outlines.svg(
                            "M %f %f C %f %f %f %f %f %f C %f %f %f %f %f %f C %f %f %f %f %f %f C"
                                    + " %f %f %f %f %f %f Z",
                            s,
                            y,
                            s - 0.14 * scale,
                            y - h * 0.25,
                            s + 0.16 * scale,
                            y - h * 0.4,
                            s + 0.02 * scale,
                            y - h * 0.65,
                            s - 0.05 * scale,
                            y - h * 0.8,
                            s,
                            y - h * 0.9,
                            s + 0.06 * scale,
                            y - h,
                            s - 0.04 * scale,
                            y - h * 0.9,
                            s - 0.12 * scale,
                            y - h * 0.82,
                            s - 0.06 * scale,
                            y - h * 0.62,
                            s + 0.06 * scale,
                            y - h * 0.4,
                            s - 0.26 * scale,
                            y - h * 0.25,
                            s,
                            y);
            b.fill(wisp, white, 0.72);
        }
    }

    static void coffee(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        cup(b.at(0, 0, side, 1, 0));
    }

    private static void cup(Brush b) {
        Tints t = b.tints();
        int china = b.chance(0.6) ? t.white() : t.lit(t.accent());
        int dark = Colour.mix(china, t.ink(), 0.45);
        int coffee = t.lit(Colour.mix(Colour.mix(t.deep(), t.accent(), 0.15), 0x4A2A18, 0.6));
        b.fill(Outlines.oval(0, -0.035, 0.66, 0.075), Colour.mix(china, t.ink(), 0.35));
        b.fill(Outlines.oval(0, -0.055, 0.66, 0.07), china);
        b.grain(Outlines.oval(0, -0.055, 0.66, 0.07), t.ink(), -0.1, -0.05, 0.1, 0.66, 0, 0.6);
        b.fill(Outlines.oval(0, -0.06, 0.33, 0.032), dark);
        Path2D handle = Outlines.curve(0.4, -0.48, 0.6, -0.5, 0.62, -0.32, 0.48, -0.2, 0.3, -0.2);
        b.line(handle, dark, 0.075);
        b.line(Outlines.moved(handle, -0.008, -0.012), china, 0.05);
        Shape bowl =
                Outlines.svg(
                        "M -0.45 -0.6 C -0.45 -0.32 -0.36 -0.12 -0.2 -0.07 Q 0 -0.03 0.2 -0.07 "
                                + "C 0.36 -0.12 0.45 -0.32 0.45 -0.6 Z");
        b.fill(bowl, china);
        b.grain(bowl, t.ink(), 0.02, -0.4, 0, 0.48, -0.2, 0.8);
        b.fill(Outlines.leaf(-0.36, -0.52, -0.25, -0.18, 0.12), Colour.WHITE, 0.5);
        b.fill(Outlines.oval(0, -0.6, 0.45, 0.1), Colour.lighter(china, 0.25));
        b.fill(Outlines.oval(0, -0.592, 0.405, 0.08), coffee);
        latte(b, coffee, t);
        steam(b, 0.02, -0.68, 0.3);
        b.fill(Outlines.oval(-0.52, -0.1, 0.055, 0.034, -25), coffee);
        b.fill(Outlines.oval(-0.43, -0.06, 0.055, 0.034, 15), coffee);
        b.line(Outlines.curve(-0.56, -0.085, -0.52, -0.1, -0.48, -0.115), china, 0.008);
        b.line(Outlines.curve(-0.475, -0.07, -0.43, -0.06, -0.385, -0.05), china, 0.008);
    }

    private static void latte(Brush b, int coffee, Tints t) {
        int milk = Colour.mix(t.lit(0xF3DFC0), coffee, 0.08);
        b.fill(Outlines.oval(0, -0.59, 0.3, 0.055), Colour.mix(coffee, milk, 0.28));
        Shape heart =
                Outlines.svg(
                        "M 0 -0.55 C -0.26 -0.58 -0.22 -0.635 -0.1 -0.632 C -0.04 -0.632 0 -0.615 0"
                                + " -0.605 C 0 -0.615 0.04 -0.632 0.1 -0.632 C 0.22 -0.635 0.26 -0.58 0"
                                + " -0.55 Z");
        b.fill(heart, milk);
    }

    static void tea(Brush b) {
        Tints t = b.tints();
        int clay = t.lit(Colour.mix(Colour.mix(t.accent(), t.deep(), 0.3), 0x9A5A3A, 0.3));
        Brush pot = b.at(-0.16, 0, 1);
        pot.line(
                Outlines.curve(-0.36, -0.5, -0.62, -0.54, -0.64, -0.28, -0.38, -0.2),
                Colour.mix(clay, t.ink(), 0.25),
                0.065);
        Shape spout =
                Outlines.svg(
                        "M 0.3 -0.2 C 0.5 -0.24 0.48 -0.42 0.62 -0.58 L 0.7 -0.54 C 0.62 -0.4 0.6"
                                + " -0.16 0.34 -0.08 Z");
        pot.fill(spout, clay);
        pot.grain(spout, t.ink(), 0.4, -0.3, 0, 0.6, -0.15, 0.7);
        Shape body =
                Outlines.svg(
                        "M -0.4 -0.34 C -0.4 -0.54 -0.22 -0.66 0 -0.66 C 0.22 -0.66 0.4 -0.54 0.4"
                                + " -0.34 C 0.4 -0.14 0.28 -0.03 0.18 0 L -0.18 0 C -0.28 -0.03 -0.4"
                                + " -0.14 -0.4 -0.34 Z");
        pot.fill(body, clay);
        pot.round(body, Colour.mix(clay, t.ink(), 0.65), Colour.lighter(clay, 0.35));
        pot.fill(
                Outlines.svg("M -0.2 -0.63 Q 0 -0.76 0.2 -0.63 Q 0 -0.59 -0.2 -0.63 Z"),
                Colour.mix(clay, t.ink(), 0.25));
        pot.fill(Outlines.oval(0, -0.74, 0.05, 0.042), Colour.mix(clay, t.ink(), 0.4));
        pot.line(Outlines.curve(-0.37, -0.42, 0, -0.38, 0.37, -0.42), t.lamp(), 0.7, 0.012);
        Shape mark = Outlines.leaf(-0.1, -0.12, 0.12, -0.32, 0.28);
        pot.fill(mark, t.lit(Colour.mix(t.pale(), t.mid(), 0.3)), 0.9);
        pot.line(Outlines.curve(-0.1, -0.12, 0.12, -0.32), clay, 0.012);
        Brush cup = b.at(0.5, 0.02, 1);
        int china = t.white();
        Shape bowl =
                Outlines.svg(
                        "M -0.2 -0.24 Q -0.19 -0.06 -0.09 -0.02 L 0.09 -0.02 Q 0.19 -0.06 0.2 -0.24"
                                + " Z");
        cup.fill(Outlines.box(-0.08, -0.03, 0.16, 0.03), Colour.mix(china, t.ink(), 0.3));
        cup.fill(bowl, china);
        cup.grain(bowl, t.ink(), 0, -0.15, 0, 0.22, -0.05, 0.65);
        cup.line(Outlines.curve(-0.185, -0.15, 0, -0.125, 0.185, -0.15), t.lit(t.mid()), 0.016);
        cup.fill(Outlines.oval(0, -0.24, 0.2, 0.045), Colour.lighter(china, 0.3));
        cup.fill(
                Outlines.oval(0, -0.236, 0.175, 0.034),
                t.lit(Colour.mix(t.accent(), 0xB8912F, 0.6)));
        steam(cup, 0, -0.3, 0.22);
    }

    static void noodles(Brush b) {
        Tints t = b.tints();
        int bowl = t.lit(t.accent());
        int soup = t.lit(Colour.mix(t.accent(), 0xE2A84B, 0.65));
        int noodle = t.lit(Colour.mix(t.pale(), 0xF4D684, 0.6));
        steam(b, -0.2, -0.72, 0.26);
        for (int i = 0; i < 2; i++) {
            b.line(
                    Outlines.curve(0.1 + i * 0.06, -0.5, 0.7 + i * 0.1, -0.99 + i * 0.06),
                    t.wood(),
                    0.026);
        }
        b.fill(Outlines.oval(0, -0.5, 0.64, 0.15), Colour.mix(bowl, t.ink(), 0.4));
        b.fill(Outlines.oval(0, -0.495, 0.6, 0.13), soup);
        for (int i = 0; i < 12; i++) {
            double x = -0.42 + i * 0.07;
            double y = -0.53 + 0.05 * Math.sin(i * 2.1);
            b.line(
                    Outlines.curve(
                            x, y, x + 0.08, y - 0.045, x + 0.18, y + 0.03, x + 0.28, y - 0.01),
                    i % 3 == 0 ? Colour.mix(noodle, t.ink(), 0.18) : noodle,
                    0.026);
        }
        b.fill(Outlines.oval(-0.3, -0.5, 0.15, 0.085, -8), t.white());
        b.fill(
                Outlines.oval(-0.3, -0.5, 0.085, 0.05, -8),
                t.lit(Colour.mix(t.accent(), 0xF5A623, 0.7)));
        Shape nori = Outlines.polygon(0.28, -0.5, 0.34, -0.78, 0.52, -0.74, 0.5, -0.46);
        b.fill(nori, Colour.mix(t.ink(), t.leaf(), 0.3));
        b.fill(Outlines.oval(0.08, -0.44, 0.13, 0.06, 6), t.white());
        b.line(
                Outlines.curve(0.03, -0.44, 0.08, -0.46, 0.12, -0.435, 0.08, -0.42),
                t.lit(Colour.mix(t.accent(), 0xF07A9A, 0.6)),
                0.018);
        for (int i = 0; i < 14; i++) {
            double x = b.between(-0.2, 0.4);
            double y = b.between(-0.53, -0.41);
            b.fill(Outlines.oval(x, y, 0.02, 0.011), t.leaf());
        }
        Shape body =
                Outlines.svg(
                        "M -0.66 -0.49 C -0.6 -0.2 -0.4 -0.08 -0.24 -0.05 L -0.22 0 L 0.22 0 L 0.24"
                                + " -0.05 C 0.4 -0.08 0.6 -0.2 0.66 -0.49 C 0.5 -0.33 -0.5 -0.33 -0.66"
                                + " -0.49 Z");
        b.fill(body, bowl);
        b.grain(body, t.ink(), 0, -0.3, 0, 0.6, -0.05, 0.75);
        b.line(
                Outlines.curve(-0.645, -0.44, -0.4, -0.335, 0, -0.305, 0.4, -0.335, 0.645, -0.44),
                t.white(),
                0.022);
        for (int i = -3; i <= 3; i++) {
            b.line(
                    Outlines.star(i * 0.13, -0.22 + Math.abs(i) * 0.012, 0.042, 0.5, 4, 45),
                    t.white(),
                    0.8,
                    0.01);
        }
    }
}
