package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Fruit, and a pumpkin with a face.
final class Fruits {

    private Fruits() {}

    static void apple(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xD03A30, 0.45));
        Shape body =
                Outlines.svg(
                        "M 0 -0.7 C 0.12 -0.82 0.46 -0.8 0.46 -0.42 C 0.46 -0.14 0.26 0.03 0.13 0 Q"
                                + " 0 -0.05 -0.13 0 C -0.26 0.03 -0.46 -0.14 -0.46 -0.42 C -0.46 -0.8"
                                + " -0.12 -0.82 0 -0.7 Z");
        b.fill(body, red);
        b.round(body, Colour.mix(red, t.ink(), 0.65), Colour.lighter(red, 0.45));
        b.fill(Outlines.leaf(-0.32, -0.6, -0.34, -0.3, 0.2), Colour.WHITE, 0.55);
        b.fill(Outlines.leaf(-0.13, -0.705, 0.13, -0.705, 0.16), Colour.mix(red, t.ink(), 0.55));
        b.line(Outlines.curve(0, -0.69, 0.01, -0.82, 0.07, -0.93), t.wood(), 0.04);
        b.fill(Outlines.leaf(0.03, -0.82, 0.36, -0.96, 0.3), t.leaf());
        b.line(Outlines.curve(0.05, -0.83, 0.33, -0.95), Colour.lighter(t.leaf(), 0.35), 0.012);
    }

    static void orange(Brush b) {
        Tints t = b.tints();
        int peel = t.lit(Colour.mix(t.accent(), 0xF28C1E, 0.55));
        citrus(b, peel, Colour.mix(peel, 0xFFC060, 0.4), Outlines.oval(-0.16, -0.43, 0.43, 0.43));
        b.fill(Outlines.leaf(-0.14, -0.86, 0.16, -0.98, 0.3), t.leaf());
        b.fill(Outlines.leaf(-0.16, -0.86, -0.4, -0.96, 0.28), Colour.mix(t.leaf(), t.ink(), 0.25));
        b.fill(Outlines.star(-0.15, -0.85, 0.04, 0.5, 5, 0), t.wood());
    }

    static void lemon(Brush b) {
        Tints t = b.tints();
        int peel = t.lit(Colour.mix(t.accent(), 0xF6D32D, 0.7));
        Shape body =
                Outlines.turned(
                        Outlines.svg(
                                "M -0.72 -0.4 C -0.62 -0.44 -0.6 -0.8 -0.16 -0.8 C 0.26 -0.8 0.26"
                                        + " -0.45 0.38 -0.4 C 0.26 -0.35 0.26 0 -0.16 0 C -0.6 0 -0.62"
                                        + " -0.36 -0.72 -0.4 Z"),
                        -0.16,
                        -0.4,
                        -18);
        citrus(b, peel, Colour.mix(peel, 0xFFF3A0, 0.5), body);
        b.fill(Outlines.leaf(-0.5, -0.62, -0.24, -0.98, 0.28), t.leaf());
        b.line(Outlines.curve(-0.48, -0.64, -0.26, -0.95), Colour.lighter(t.leaf(), 0.35), 0.012);
    }

    private static void citrus(Brush b, int peel, int flesh, Shape body) {
        Tints t = b.tints();
        b.fill(body, peel);
        b.round(body, Colour.mix(peel, t.ink(), 0.5), Colour.lighter(peel, 0.5));
        for (int i = 0; i < 40; i++) {
            double a = b.between(0, Math.PI * 2);
            double r = 0.34 * Math.sqrt(b.random().nextDouble());
            b.fill(
                    Outlines.circle(-0.16 + Math.cos(a) * r, -0.43 + Math.sin(a) * r, 0.007),
                    Colour.mix(peel, t.ink(), 0.35),
                    0.5);
        }
        Brush s = b.at(0.36, -0.26, 0.27);
        s.fill(Outlines.circle(0.02, 0.04, 1), Colour.mix(peel, t.ink(), 0.35));
        s.fill(Outlines.circle(0, 0, 1), peel);
        s.fill(Outlines.circle(0, 0, 0.9), t.white());
        for (int i = 0; i < 9; i++) {
            Brush wedge = s.at(0, 0, 1, 1, i * 40);
            wedge.fill(
                    Outlines.svg(
                            "M 0 -0.1 L -0.22 -0.66 Q -0.24 -0.82 0 -0.83 Q 0.24 -0.82 0.22 -0.66"
                                    + " Z"),
                    flesh);
        }
        s.grain(Outlines.circle(0, 0, 0.85), peel, 0, -0.2, 0, 0.7, 0.7, 0.5);
    }

    static void strawberry(Brush b) {
        Tints t = b.tints();
        berry(b.at(0.27, 0, 0.62, 0.62, 14));
        berry(b.at(-0.1, 0, 0.95));
        b.fill(Outlines.leaf(-0.5, -0.02, -0.3, -0.2, 0.3), t.leaf());
    }

    private static void berry(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xE0303A, 0.5));
        Shape body =
                Outlines.svg(
                        "M 0 -0.8 C 0.2 -0.86 0.44 -0.76 0.42 -0.54 C 0.38 -0.24 0.14 0 0 0 C -0.14"
                                + " 0 -0.38 -0.24 -0.42 -0.54 C -0.44 -0.76 -0.2 -0.86 0 -0.8 Z");
        b.fill(body, red);
        b.round(body, Colour.mix(red, t.ink(), 0.6), Colour.lighter(red, 0.45));
        int seed = Colour.mix(t.lamp(), 0xFFE08A, 0.5);
        for (int row = 0; row < 5; row++) {
            double y = -0.66 + row * 0.135;
            int n = 5 - row;
            for (int i = 0; i < n; i++) {
                double x = (i - (n - 1) / 2.0) * 0.15;
                b.fill(Outlines.leaf(x, y - 0.025, x, y + 0.025, 0.35), seed);
            }
        }
        for (int i = -3; i <= 3; i++) {
            double a = Math.toRadians(90 + i * 26.0);
            b.fill(
                    Outlines.leaf(
                            0,
                            -0.84,
                            Math.cos(a) * -0.34,
                            -0.84 + Math.sin(a) * 0.16 - 0.02 * Math.abs(i),
                            0.22),
                    i % 2 == 0 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.3));
        }
        b.line(Outlines.curve(0, -0.83, 0.02, -0.92, 0.08, -0.99), t.leaf(), 0.035);
    }

    static void watermelon(Brush b) {
        Tints t = b.tints();
        int rind = Colour.mix(t.leaf(), t.lit(0x2E7D3A), 0.4);
        int flesh = t.lit(Colour.mix(t.accent(), 0xE8434A, 0.5));
        Brush c = b.at(0, -0.06, 1, 1, -9);
        c.fill(Outlines.svg("M -0.82 -0.74 C -0.8 0.26 0.8 0.26 0.82 -0.74 Z"), rind);
        c.fill(Outlines.svg("M -0.76 -0.74 C -0.74 0.18 0.74 0.18 0.76 -0.74 Z"), t.white());
        Shape red = Outlines.svg("M -0.7 -0.74 C -0.68 0.1 0.68 0.1 0.7 -0.74 Z");
        c.fill(red, flesh);
        c.grain(red, Colour.mix(flesh, t.ink(), 0.5), 0, -0.5, 0, 0.6, 0, 0.65);
        c.grain(red, t.pale(), -0.7, -0.8, 0.5, -0.2, -0.5, 0);
        double[][] seeds = {
            {-0.48, -0.6},
            {-0.24, -0.62},
            {0, -0.6},
            {0.24, -0.62},
            {0.48, -0.6},
            {-0.36, -0.42},
            {-0.12, -0.44},
            {0.12, -0.44},
            {0.36, -0.42},
            {-0.22, -0.26},
            {0, -0.27},
            {0.22, -0.26}
        };
        for (double[] s : seeds) {
            c.fill(Outlines.leaf(s[0] * 0.98, s[1] - 0.04, s[0], s[1] + 0.035, 0.4), t.ink());
        }
    }

    static void pumpkin(Brush b) {
        Tints t = b.tints();
        int skin = t.lit(Colour.mix(t.accent(), 0xEE7F1B, 0.5));
        int dark = Colour.mix(skin, t.ink(), 0.4);
        double[][] ribs = {{-0.34, 0.24}, {0.34, 0.24}, {-0.18, 0.26}, {0.18, 0.26}, {0, 0.24}};
        for (int i = 0; i < ribs.length; i++) {
            Shape rib =
                    Outlines.oval(
                            ribs[i][0], -0.38, ribs[i][1], 0.37 - Math.abs(ribs[i][0]) * 0.12);
            b.fill(
                    rib,
                    i < 2
                            ? Colour.mix(skin, t.ink(), 0.22)
                            : i < 4 ? Colour.mix(skin, t.ink(), 0.1) : skin);
            b.grain(rib, dark, ribs[i][0], -0.3, 0, ribs[i][0] + 0.28, -0.05, 0.7);
        }
        b.fill(
                Outlines.svg(
                        "M -0.07 -0.7 Q -0.05 -0.85 -0.13 -0.96 L -0.02 -1.0 Q 0.06 -0.88 0.07 -0.7"
                                + " Z"),
                t.leaf());
        b.line(Outlines.curve(0.05, -0.76, 0.2, -0.86, 0.3, -0.78, 0.38, -0.84), t.leaf(), 0.018);
        int glow = Colour.mix(t.lamp(), 0xFFD34D, 0.5);
        b.glow(0, -0.36, 0.5, glow, 0.3);
        for (int s = -1; s <= 1; s += 2) {
            b.fill(Outlines.polygon(s * 0.29, -0.44, s * 0.1, -0.42, s * 0.21, -0.58), glow);
        }
        b.fill(Outlines.polygon(-0.05, -0.32, 0.05, -0.32, 0, -0.41), glow);
        b.fill(
                Outlines.svg(
                        "M -0.34 -0.26 Q -0.2 -0.2 -0.12 -0.19 L -0.1 -0.25 L -0.04 -0.245 L -0.03"
                                + " -0.185 L 0.06 -0.185 L 0.08 -0.25 L 0.14 -0.255 L 0.15 -0.2 Q 0.24"
                                + " -0.22 0.34 -0.26 Q 0.26 -0.06 0.12 -0.06 L 0.1 -0.11 L 0.03 -0.1 L"
                                + " 0.02 -0.05 L -0.08 -0.05 Q -0.26 -0.08 -0.34 -0.26 Z"),
                glow);
    }
}
