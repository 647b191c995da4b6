package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Single trees and what stands like them: a broad tree, a palm, a fir, a cactus, a mushroom.
final class Plants {

    private Plants() {}

    static void tree(Brush b) {
        Tints t = b.tints();
        crown(b, Colour.mix(t.leaf(), t.lit(t.mid()), 0.3));
    }

    static void autumnTree(Brush b) {
        Tints t = b.tints();
        crown(b, t.local(t.accent(), 0xD8782A));
    }

    static void blossomTree(Brush b) {
        Tints t = b.tints();
        crown(b, t.lit(Colour.mix(Colour.mix(t.pale(), t.accent(), 0.25), 0xF2A0B8, 0.5)));
    }

    private static void crown(Brush b, int leaf) {
        Tints t = b.tints();
        int wood = t.wood();
        Shape trunk =
                Outlines.svg(
                        "M -0.075 0.01 Q -0.03 -0.06 -0.035 -0.3 L -0.13 -0.5 L -0.1 -0.51 L -0.02"
                                + " -0.38 L 0.0 -0.6 L 0.03 -0.6 L 0.035 -0.36 L 0.14 -0.5 L 0.165"
                                + " -0.48 L 0.045 -0.25 Q 0.04 -0.06 0.085 0.01 Z");
        int under = Colour.mix(leaf, t.ink(), 0.38);
        double[][] puffs = {
            {-0.24, -0.5, 0.17},
            {0.25, -0.51, 0.17},
            {0, -0.54, 0.2},
            {-0.17, -0.67, 0.19},
            {0.18, -0.68, 0.19},
            {0, -0.79, 0.2}
        };
        Path2D back = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D front = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (double[] p : puffs) {
            double x = p[0] + b.between(-0.03, 0.03);
            double y = p[1] + b.between(-0.02, 0.02);
            back.append(Outlines.circle(x, y, p[2]), false);
            front.append(Outlines.circle(x - 0.02, y - 0.035, p[2] * 0.86), false);
        }
        b.fill(back, under);
        b.fill(trunk, wood);
        b.grain(trunk, t.ink(), -0.02, 0, 0, 0.08, 0, 0.8);
        b.fill(front, leaf);
        b.grain(front, t.ink(), -0.05, -0.75, 0, 0.42, -0.35, 0.75);
        b.grain(front, Colour.lighter(leaf, 0.5), -0.36, -0.98, 0.75, 0, -0.62, 0);
        Path2D flecks = new Path2D.Double();
        for (int i = 0; i < 26; i++) {
            double x = b.between(-0.3, 0.26);
            double y = b.between(-0.92, -0.45);
            flecks.append(Outlines.leaf(x, y, x + 0.035, y - 0.02, 0.3), false);
        }
        b.fill(Outlines.within(flecks, front), Colour.lighter(leaf, 0.3), 0.7);
    }

    static void palm(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        onePalm(b.at(0, 0, side, 1, 0));
        if (b.chance(0.5)) {
            onePalm(b.at(-0.1 * side, 0.01, -side * 0.68, 0.68, 0));
        }
    }

    private static void onePalm(Brush b) {
        Tints t = b.tints();
        int wood = t.wood();
        int leaf = t.leaf();
        Shape trunk =
                Outlines.svg(
                        "M -0.05 0.01 Q 0.0 -0.4 0.13 -0.72 L 0.17 -0.71 Q 0.06 -0.4 0.035 0.01 Z");
        b.fill(trunk, wood);
        for (int i = 1; i < 12; i++) {
            double u = i / 12.0;
            double x = -0.01 + 0.15 * u * u + 0.02 * u;
            b.line(
                    Outlines.curve(
                            x - 0.035 + 0.015 * u,
                            -0.72 * u,
                            x + 0.03 - 0.015 * u,
                            -0.72 * u - 0.01),
                    t.ink(),
                    0.45,
                    0.01);
        }
        double[] angles = {-205, -172, -140, -108, -72, -40, -8, 28};
        for (double a : angles) {
            frond(
                    b.at(0.15, -0.72, 1, 1, a + b.between(-7, 7)),
                    Colour.mix(leaf, t.ink(), b.between(0.02, 0.42)),
                    Math.cos(Math.toRadians(a)) > 0 ? 1 : -1);
        }
        for (int i = 0; i < 3; i++) {
            b.fill(Outlines.circle(0.125 + i * 0.03, -0.695 + i % 2 * 0.02, 0.022), t.wood());
        }
    }

    private static void frond(Brush b, int rgb, double droop) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        path.quadTo(0.18, -0.09 * droop, 0.4, 0.1 * droop);
        int n = 9;
        for (int i = n; i > 0; i--) {
            double u = i / (double) n;
            double x = 0.4 * u;
            double spine = (-0.18 * u * (1 - u) + 0.1 * u * u) * droop;
            path.lineTo(x - 0.012, spine + (0.035 + 0.05 * Math.sin(Math.PI * u)) * droop);
            path.lineTo(x - 0.034, spine + 0.016 * droop);
        }
        path.closePath();
        b.fill(path, rgb);
    }

    static void fir(Brush b) {
        firTree(b, false);
    }

    static void christmasTree(Brush b) {
        firTree(b, true);
    }

    private static void firTree(Brush b, boolean dressed) {
        Tints t = b.tints();
        int leaf = Colour.mix(t.leaf(), t.lit(t.deep()), 0.3);
        b.fill(Outlines.box(-0.04, -0.12, 0.08, 0.125), t.wood());
        for (int i = 0; i < 4; i++) {
            double foot = -0.1 - i * 0.19;
            double half = 0.34 - i * 0.065;
            double top = foot - 0.36 + i * 0.02;
            Shape tier =
                    Outlines.svg(
                            "M 0 %f Q %f %f %f %f Q %f %f 0 %f Q %f %f %f %f Q %f %f 0 %f Z",
                            top,
                            half * 0.3,
                            foot - 0.13,
                            half,
                            foot,
                            half * 0.5,
                            foot + 0.035,
                            foot + 0.03,
                            -half * 0.5,
                            foot + 0.035,
                            -half,
                            foot,
                            -half * 0.3,
                            foot - 0.13,
                            top);
            b.fill(tier, leaf);
            b.grain(tier, t.ink(), 0, foot - 0.2, 0, half, foot + 0.05, 0.8);
            b.grain(tier, Colour.lighter(leaf, 0.4), -half, foot - 0.2, 0.5, 0, foot, 0);
        }
        if (dressed) {
            for (int i = 0; i < 16; i++) {
                double u = b.between(0.05, 0.85);
                double x = (1 - u) * 0.27 * b.between(-1, 1);
                int ball = i % 3 == 0 ? t.lit(t.accent()) : i % 3 == 1 ? t.lamp() : t.white();
                b.glow(x, -0.12 - u * 0.72, 0.05, ball, 0.5);
                b.fill(Outlines.circle(x, -0.12 - u * 0.72, 0.018), ball);
            }
            b.glow(0, -0.98, 0.16, t.lamp(), 0.7);
            b.fill(Outlines.star(0, -0.97, 0.06, 0.42, 5, 0), t.lamp());
        }
    }

    static void cactus(Brush b) {
        Tints t = b.tints();
        int green = t.leaf();
        int dark = Colour.mix(green, t.ink(), 0.5);
        Path2D left = Outlines.curve(-0.02, -0.32, -0.2, -0.33, -0.26, -0.4, -0.26, -0.6);
        Path2D right = Outlines.curve(0.02, -0.44, 0.2, -0.45, 0.25, -0.52, 0.25, -0.76);
        b.line(left, green, 0.12);
        b.line(right, green, 0.11);
        Shape stem = Outlines.box(-0.1, -0.98, 0.2, 1.0, 0.1);
        b.fill(stem, green);
        b.grain(stem, dark, 0, -0.5, 0, 0.12, -0.48, 0.85);
        for (int i = -1; i <= 1; i++) {
            b.line(
                    Outlines.curve(i * 0.05, -0.9 + Math.abs(i) * 0.04, i * 0.05, -0.02),
                    dark,
                    0.6,
                    0.01);
        }
        b.line(Outlines.moved(left, 0.02, 0.015), dark, 0.5, 0.01);
        b.line(Outlines.moved(right, 0.02, 0.015), dark, 0.5, 0.01);
        int flower = t.lit(t.accent());
        for (double[] f : new double[][] {{0, -0.98}, {-0.26, -0.66}, {0.25, -0.82}}) {
            for (int k = -1; k <= 1; k++) {
                b.fill(
                        Outlines.leaf(f[0], f[1] + 0.015, f[0] + k * 0.04, f[1] - 0.06, 0.35),
                        flower);
            }
        }
    }

    static void mushroom(Brush b) {
        one(b.at(-0.02, 0, 1));
        one(b.at(0.36, 0.01, 0.5));
        one(b.at(-0.36, 0.015, 0.38));
    }

    private static void one(Brush b) {
        Tints t = b.tints();
        int cap = t.lit(Colour.mix(t.accent(), 0xC93A2C, 0.35));
        int stem = t.white();
        Shape stalk =
                Outlines.svg(
                        "M -0.12 0 Q -0.14 -0.12 -0.09 -0.3 L -0.08 -0.55 L 0.08 -0.55 "
                                + "L 0.09 -0.3 Q 0.14 -0.12 0.12 0 Q 0 0.03 -0.12 0 Z");
        b.fill(stalk, stem);
        b.grain(stalk, t.ink(), -0.02, -0.3, 0, 0.14, -0.25, 0.6);
        b.fill(
                Outlines.svg("M -0.13 -0.4 Q 0 -0.34 0.13 -0.4 L 0.09 -0.48 L -0.09 -0.48 Z"),
                Colour.mix(stem, t.mid(), 0.25));
        b.fill(Outlines.oval(0, -0.52, 0.36, 0.07), Colour.mix(stem, t.ink(), 0.3));
        Shape hood =
                Outlines.svg(
                        "M -0.4 -0.52 C -0.4 -0.8 -0.2 -0.98 0 -0.98 C 0.2 -0.98 0.4 -0.8 0.4 -0.52"
                                + " Q 0.36 -0.46 0.2 -0.49 Q 0 -0.53 -0.2 -0.49 Q -0.36 -0.46 -0.4"
                                + " -0.52 Z");
        b.fill(hood, cap);
        b.round(hood, Colour.mix(cap, t.ink(), 0.5), Colour.lighter(cap, 0.4));
        double[][] dots = {
            {-0.2, -0.68, 0.065},
            {0.02, -0.8, 0.075},
            {0.21, -0.64, 0.05},
            {0, -0.6, 0.04},
            {-0.12, -0.88, 0.035},
            {0.19, -0.82, 0.04},
            {-0.32, -0.57, 0.03}
        };
        for (double[] d : dots) {
            b.fill(Outlines.oval(d[0], d[1], d[2], d[2] * 0.8), stem);
        }
    }
}
