package dev.zimage.engine.sketch.scene;

import java.awt.Shape;

/// Cut flowers, large: a bunch in a vase, a rose, a sunflower, tulips, a blossoming branch, a
/// lotus.
final class Flowers {

    private Flowers() {}

    /// A bunch of different flowers in a vase.
    static void bunch(Brush b) {
        Tints t = b.tints();
        double[][] stems = {
            {0, -0.82, 0.13},
            {-0.24, -0.7, 0.105},
            {0.25, -0.72, 0.11},
            {-0.11, -0.6, 0.09},
            {0.14, -0.56, 0.085},
            {-0.33, -0.52, 0.075},
            {0.34, -0.5, 0.075}
        };
        for (double[] s : stems) {
            b.line(
                    Outlines.curve(0, -0.3, s[0] * 0.5, (s[1] - 0.3) / 2, s[0], s[1]),
                    t.leaf(),
                    0.016);
        }
        for (int i = 0; i < 9; i++) {
            double a = Math.toRadians(-165 + i * 19);
            b.fill(
                    Outlines.leaf(0, -0.36, Math.cos(a) * 0.42, -0.42 + Math.sin(a) * 0.3, 0.2),
                    i % 2 == 0 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.3));
        }
        int[] colours = {
            t.lit(t.accent()),
            t.white(),
            t.lit(Colour.mix(t.accent(), t.pale(), 0.45)),
            t.lit(Colour.mix(t.mid(), t.pale(), 0.3))
        };
        for (int i = 0; i < stems.length; i++) {
            head(
                    b.at(stems[i][0], stems[i][1], stems[i][2]),
                    colours[i % 4],
                    i % 3 == 1 ? 12 : i % 3 == 2 ? 5 : 8);
        }
        int vase = t.lit(Colour.mix(t.pale(), t.mid(), 0.35));
        Shape pot =
                Outlines.svg(
                        "M -0.1 -0.36 Q -0.09 -0.31 -0.15 -0.25 Q -0.21 -0.17 -0.17 -0.05 Q -0.15 0 -0.1 0 L 0.1 0 "
                                + "Q 0.15 0 0.17 -0.05 Q 0.21 -0.17 0.15 -0.25 Q 0.09 -0.31 0.1 -0.36 Z");
        b.fill(pot, vase);
        b.round(pot, Colour.mix(vase, t.ink(), 0.6), Colour.lighter(vase, 0.5));
        b.line(Outlines.curve(-0.19, -0.15, 0, -0.12, 0.19, -0.15), t.lit(t.accent()), 0.022);
    }

    /// The head of a flower with `petals`, in a disc of radius one.
    static void head(Brush b, int rgb, int petals) {
        Tints t = b.tints();
        int shade = Colour.mix(rgb, t.ink(), 0.3);
        double turn = b.between(0, 40);
        for (int i = 0; i < petals; i++) {
            Brush p = b.at(0, 0, 1, 1, turn + i * 360.0 / petals);
            double w = 2.4 / petals;
            Shape petal =
                    Outlines.blob(
                            0, 0, w * 0.7, -0.45, w * 0.75, -0.8, 0, -1, -w * 0.75, -0.8, -w * 0.7,
                            -0.45);
            p.fill(petal, i % 2 == 0 ? rgb : Colour.mix(rgb, shade, 0.35));
            p.grain(petal, shade, 0, 0, 0.9, 0, -0.75, 0);
        }
        b.fill(Outlines.circle(0, 0, 0.26), t.lit(Colour.mix(t.accent(), 0xF2B632, 0.7)));
        b.grain(Outlines.circle(0, 0, 0.26), t.ink(), 0, 0, 0, 0.25, 0.2, 0.7);
    }

    static void rose(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xC9243F, 0.45));
        int dark = Colour.mix(red, t.ink(), 0.45);
        int light = Colour.lighter(red, 0.22);
        b.line(Outlines.curve(0, -0.6, 0.02, -0.3, -0.03, 0), t.leaf(), 0.035);
        for (int s = -1; s <= 1; s += 2) {
            double y = s < 0 ? -0.26 : -0.36;
            Shape leaf = Outlines.leaf(0.01, y + 0.06, s * 0.3, y - 0.08, 0.36);
            b.fill(leaf, s < 0 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.2));
            b.line(
                    Outlines.curve(0.01, y + 0.06, s * 0.26, y - 0.06),
                    Colour.lighter(t.leaf(), 0.35),
                    0.01);
        }
        Brush c = b.at(0, -0.72, 0.3);
        for (int i = -2; i <= 2; i++) {
            c.fill(Outlines.leaf(0, 0.7, i * 0.42, 1.05 - Math.abs(i) * 0.2, 0.3), t.leaf());
        }
        c.fill(
                Outlines.blob(
                        -0.9, -0.35, -1.05, 0.2, -0.7, 0.75, 0, 0.95, 0.7, 0.75, 1.05, 0.2, 0.9,
                        -0.35, 0, -0.7),
                dark);
        Shape left =
                Outlines.svg(
                        "M -0.2 0.9 C -0.9 0.8 -1.15 0.1 -0.85 -0.45 C -0.6 -0.2 -0.2 0.1 0.05 0.85 Z");
        c.fill(left, red);
        c.grain(left, dark, -0.5, 0, 0, 0, 0.8, 0.8);
        Shape right =
                Outlines.svg(
                        "M 0.15 0.9 C 0.9 0.8 1.15 0.1 0.88 -0.45 C 0.6 -0.2 0.15 0.2 -0.05 0.85 Z");
        c.fill(right, Colour.mix(red, dark, 0.2));
        c.grain(right, dark, 0.3, 0, 0, 0.9, 0.6, 0.8);
        c.fill(
                Outlines.blob(
                        -0.62, -0.5, -0.66, 0.1, -0.3, 0.55, 0.2, 0.55, 0.62, 0.1, 0.6, -0.5, 0,
                        -0.85),
                Colour.mix(red, dark, 0.35));
        Shape front =
                Outlines.svg(
                        "M -0.66 -0.25 C -0.5 -0.1 0.1 0.0 0.64 -0.35 C 0.72 0.25 0.3 0.72 -0.02 0.72 C -0.4 0.7 -0.72 0.3 -0.66 -0.25 Z");
        c.fill(front, light);
        c.grain(front, red, -0.2, -0.2, 0, 0.3, 0.7, 1);
        c.fill(Outlines.oval(0, -0.42, 0.56, 0.33), dark);
        c.fill(
                Outlines.svg(
                        "M -0.56 -0.45 C -0.5 -0.85 0.3 -0.95 0.5 -0.55 C 0.3 -0.7 -0.2 -0.7 -0.56 -0.45 Z"),
                light);
        c.fill(
                Outlines.svg(
                        "M -0.4 -0.35 C -0.4 -0.65 0.25 -0.7 0.38 -0.4 C 0.2 -0.55 -0.2 -0.5 -0.4 -0.35 Z"),
                red);
        c.fill(
                Outlines.svg(
                        "M -0.56 -0.42 C -0.4 -0.05 0.3 -0.05 0.56 -0.45 C 0.4 -0.2 -0.2 -0.25 -0.56 -0.42 Z"),
                red);
        c.line(
                Outlines.curve(-0.24, -0.4, -0.05, -0.3, 0.18, -0.38, 0.1, -0.48, -0.06, -0.45),
                light,
                0.06);
    }

    static void sunflower(Brush b) {
        Tints t = b.tints();
        int gold = t.lit(Colour.mix(t.accent(), 0xF5B921, 0.6));
        int core = t.lit(Colour.mix(t.deep(), 0x5A3418, 0.6));
        b.line(Outlines.curve(0, -0.6, 0.03, -0.3, 0, 0), t.leaf(), 0.04);
        b.fill(Outlines.leaf(0.02, -0.14, 0.34, -0.3, 0.34), t.leaf());
        b.fill(Outlines.leaf(0.01, -0.1, -0.33, -0.2, 0.34), Colour.mix(t.leaf(), t.ink(), 0.25));
        for (int ring = 0; ring < 2; ring++) {
            for (int i = 0; i < 18; i++) {
                Brush p = b.at(0, -0.66, 1, 1, i * 20 + ring * 10);
                p.fill(
                        Outlines.leaf(0, -0.1, 0, -0.345 + ring * 0.03, 0.26),
                        ring == 0 ? Colour.mix(gold, t.ink(), 0.22) : gold);
                p.line(
                        Outlines.curve(0, -0.17, 0, -0.27),
                        Colour.mix(gold, t.ink(), 0.35),
                        0.6,
                        0.007);
            }
        }
        b.fill(Outlines.circle(0, -0.66, 0.165), core);
        for (int i = 1; i < 110; i++) {
            double r = 0.157 * Math.sqrt(i / 110.0);
            double a = i * 2.399963;
            b.fill(
                    Outlines.circle(Math.cos(a) * r, -0.66 + Math.sin(a) * r, 0.0062),
                    Colour.mix(core, gold, i > 60 ? 0.6 : 0.3));
        }
    }

    static void tulip(Brush b) {
        Tints t = b.tints();
        int[] colours = {
            t.lit(Colour.mix(t.accent(), t.pale(), 0.3)),
            t.lit(Colour.mix(t.accent(), 0xF2C14E, 0.5)),
            t.lit(t.accent())
        };
        double[][] at = {{-0.27, -0.62, -9}, {0.27, -0.58, 10}, {0, -0.7, 0}};
        for (int i = 0; i < 3; i++) {
            double x = at[i][0];
            double y = at[i][1];
            b.line(Outlines.curve(x, y, x * 0.8, y / 2, x * 0.35, 0), t.leaf(), 0.03);
            Shape leaf =
                    Outlines.svg(
                            "M %f 0 Q %f -0.2 %f %f Q %f -0.22 %f 0 Z",
                            x * 0.35 - 0.03,
                            x * 0.7 - 0.15,
                            x - 0.13,
                            y * 0.75,
                            x * 0.6 - 0.02,
                            x * 0.35 + 0.03);
            b.fill(leaf, i == 2 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.22));
            Brush c = b.at(x, y, 0.3, 0.3, at[i][2]);
            int rgb = colours[i];
            int dark = Colour.mix(rgb, t.ink(), 0.35);
            c.fill(
                    Outlines.svg("M 0 0.1 C -0.5 -0.2 -0.3 -0.8 0 -1 C 0.3 -0.8 0.5 -0.2 0 0.1 Z"),
                    dark);
            for (int s = -1; s <= 1; s += 2) {
                Shape petal =
                        Outlines.svg(
                                "M 0 0.12 C %f 0.08 %f -0.5 %f -0.95 C %f -0.75 %f -0.3 0 0.12 Z",
                                s * 0.55, s * 0.55, s * 0.4, s * 0.1, s * -0.05);
                c.fill(petal, s < 0 ? rgb : Colour.mix(rgb, dark, 0.35));
                c.grain(petal, dark, s * 0.2, -0.4, 0, s * 0.3, 0.1, 0.85);
            }
            c.fill(
                    Outlines.svg(
                            "M 0 0.12 C -0.3 -0.05 -0.24 -0.5 0 -0.72 C 0.24 -0.5 0.3 -0.05 0 0.12 Z"),
                    Colour.lighter(rgb, 0.2));
        }
    }

    /// A blossoming branch that reaches in from one side.
    static void branch(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, -0.5, side, 1, 0);
        Tints t = b.tints();
        int wood = Colour.mix(t.wood(), t.ink(), 0.35);
        int petal = t.lit(Colour.mix(Colour.mix(t.pale(), t.accent(), 0.25), 0xF7A8BF, 0.5));
        c.fill(
                Outlines.svg(
                        "M -0.8 0.5 C -0.4 0.3 -0.1 0.2 0.1 -0.02 C 0.25 -0.2 0.5 -0.26 0.72 -0.44 C 0.52 -0.22 0.3 -0.12 0.16 0.04 "
                                + "C -0.02 0.26 -0.4 0.42 -0.8 0.62 Z"),
                wood);
        c.line(Outlines.curve(-0.3, 0.28, -0.26, 0.02, -0.1, -0.2, -0.12, -0.42), wood, 0.024);
        c.line(Outlines.curve(0.06, 0.06, 0.3, 0.1, 0.5, 0.04, 0.64, 0.12), wood, 0.02);
        c.line(Outlines.curve(-0.22, -0.05, -0.36, -0.16, -0.42, -0.3), wood, 0.016);
        double[][] at = {
            {-0.12, -0.42, 0.11},
            {-0.42, -0.3, 0.09},
            {-0.2, -0.12, 0.12},
            {0.12, 0.0, 0.13},
            {0.42, -0.24, 0.12},
            {0.7, -0.44, 0.09},
            {0.62, 0.12, 0.1},
            {0.34, 0.1, 0.09},
            {-0.42, 0.32, 0.11},
            {-0.02, -0.26, 0.07},
            {0.56, -0.3, 0.07},
            {-0.3, 0.12, 0.08}
        };
        for (double[] p : at) {
            blossom(c.at(p[0], p[1], p[2], p[2], c.between(0, 70)), petal);
        }
        for (double[] p :
                new double[][] {
                    {0.26, -0.16}, {-0.3, -0.2}, {0.5, 0.02}, {-0.6, 0.46}, {-0.06, -0.36}
                }) {
            c.fill(Outlines.circle(p[0], p[1], 0.026), Colour.mix(petal, t.lit(t.accent()), 0.5));
        }
    }

    static void blossom(Brush b, int rgb) {
        Tints t = b.tints();
        int deep = Colour.mix(rgb, t.lit(t.accent()), 0.6);
        for (int i = 0; i < 5; i++) {
            Brush p = b.at(0, 0, 1, 1, i * 72);
            Shape petal =
                    Outlines.svg(
                            "M 0 -0.05 C -0.5 -0.3 -0.52 -0.85 -0.16 -1 L 0 -0.86 L 0.16 -1 C 0.52 -0.85 0.5 -0.3 0 -0.05 Z");
            p.fill(petal, i % 2 == 0 ? rgb : Colour.lighter(rgb, 0.25));
            p.grain(petal, deep, 0, 0, 0.9, 0, -0.75, 0);
        }
        for (int i = 0; i < 7; i++) {
            double a = i * 0.9;
            b.line(Outlines.curve(0, 0, Math.cos(a) * 0.32, Math.sin(a) * 0.32), deep, 0.04);
            b.fill(Outlines.circle(Math.cos(a) * 0.34, Math.sin(a) * 0.34, 0.05), t.lamp());
        }
    }

    static void lotus(Brush b) {
        Tints t = b.tints();
        int pink = t.lit(Colour.mix(Colour.mix(t.accent(), t.pale(), 0.45), 0xF29AB5, 0.45));
        int pad = Colour.mix(t.leaf(), t.lit(t.deep()), 0.2);
        pad(b, -0.5, 0.0, 0.46, pad);
        pad(b, 0.55, -0.03, 0.4, Colour.mix(pad, t.ink(), 0.15));
        pad(b, 0.05, 0.09, 0.5, Colour.lighter(pad, 0.06));
        Brush c = b.at(0, -0.04, 0.92);
        double[][] petals = {
            {-62, 0.62, 0.36},
            {62, 0.62, 0.36},
            {-38, 0.78, 0.34},
            {38, 0.78, 0.34},
            {-16, 0.92, 0.32},
            {16, 0.92, 0.32},
            {-78, 0.5, 0.3},
            {78, 0.5, 0.3},
            {-48, 0.52, 0.42},
            {48, 0.52, 0.42},
            {0, 0.78, 0.36},
            {-24, 0.58, 0.44},
            {24, 0.58, 0.44},
            {0, 0.5, 0.5}
        };
        for (int i = 0; i < petals.length; i++) {
            Brush p = c.at(0, 0, 1, 1, petals[i][0]);
            double l = petals[i][1];
            Shape petal = Outlines.leaf(0, 0, 0, -l, petals[i][2]);
            p.fill(petal, Colour.mix(pink, t.pale(), 0.05 * i));
            p.grain(petal, t.lit(t.accent()), 0, -l * 0.55, 0, 0, -l, 0.75);
            p.grain(petal, t.ink(), 0, 0, 0.3, 0, -l * 0.3, 0);
        }
    }

    static void pad(Brush b, double x, double y, double r, int rgb) {
        Tints t = b.tints();
        double turn = b.between(-70, 70);
        Shape disc =
                Outlines.without(
                        Outlines.oval(x, y, r, r * 0.26),
                        Outlines.turned(
                                Outlines.polygon(x, y, x + r * 0.1, y - r, x - r * 0.1, y - r),
                                x,
                                y,
                                turn));
        b.fill(Outlines.moved(disc, 0, r * 0.03), Colour.mix(rgb, t.ink(), 0.45));
        b.fill(disc, rgb);
        b.grain(disc, t.ink(), x, y, 0, x + r, y + r * 0.2, 0.6);
        for (int i = 0; i < 9; i++) {
            double a = Math.toRadians(turn + 30 + i * 37.0);
            b.line(
                    Outlines.curve(x, y, x + Math.sin(a) * r * 0.85, y - Math.cos(a) * r * 0.22),
                    Colour.lighter(rgb, 0.3),
                    0.5,
                    r * 0.014);
        }
    }
}
