package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Blossom on a branch, and a lotus on the water.
final class Blossoms {

    private Blossoms() {}

    /// A blossoming branch that reaches in from one side.
    static void branch(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, -0.5, side, 1, 0);
        Tints t = b.tints();
        int wood = Colour.mix(t.wood(), t.ink(), 0.35);
        int petal = t.lit(Colour.mix(Colour.mix(t.pale(), t.accent(), 0.25), 0xF7A8BF, 0.5));
        c.fill(
                Outlines.svg(
                        "M -0.8 0.5 C -0.4 0.3 -0.1 0.2 0.1 -0.02 C 0.25 -0.2 0.5 -0.26 0.72 -0.44"
                                + " C 0.52 -0.22 0.3 -0.12 0.16 0.04 C -0.02 0.26 -0.4 0.42 -0.8 0.62"
                                + " Z"),
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
                            "M 0 -0.05 C -0.5 -0.3 -0.52 -0.85 -0.16 -1 L 0 -0.86 L 0.16 -1 C 0.52"
                                    + " -0.85 0.5 -0.3 0 -0.05 Z");
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
