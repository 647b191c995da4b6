package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// What flies: birds, a crane, a butterfly, a balloon, a plane, a kite. Each hangs in a box one
/// unit tall, as if it stood on its lower edge.
final class Flyers {

    private Flyers() {}

    static void birds(Brush b) {
        if (b.chance(0.5)) {
            crane(b);
            return;
        }
        int rgb = b.tints().isNight() ? b.tints().pale() : b.tints().ink();
        double[][] flock = {
            {0, -0.5, 1},
            {-0.5, -0.3, 0.62},
            {0.52, -0.36, 0.7},
            {-0.85, -0.62, 0.48},
            {0.9, -0.66, 0.52},
            {0.25, -0.9, 0.42},
            {-0.28, -0.86, 0.36}
        };
        for (double[] f : flock) {
            gull(
                    b.at(
                            f[0] + b.between(-0.08, 0.08),
                            f[1] + b.between(-0.06, 0.06),
                            f[2] * 0.5,
                            f[2] * 0.5,
                            b.between(-14, 14)),
                    rgb);
        }
    }

    private static void gull(Brush b, int rgb) {
        double flap = b.between(0.7, 1.25);
        b.fill(
                Outlines.svg(
                        "M 0 0.06 Q -0.12 %f -0.3 %f Q -0.44 %f -0.56 %f Q -0.4 %f -0.28 %f Q -0.1"
                                + " %f 0 -0.03 Q 0.1 %f 0.28 %f Q 0.4 %f 0.56 %f Q 0.44 %f 0.3 %f Q"
                                + " 0.12 %f 0 0.06 Z",
                        -0.06 * flap,
                        -0.14 * flap,
                        -0.16 * flap,
                        -0.02 * flap,
                        -0.26 * flap,
                        -0.22 * flap,
                        -0.18 * flap,
                        -0.18 * flap,
                        -0.22 * flap,
                        -0.26 * flap,
                        -0.02 * flap,
                        -0.16 * flap,
                        -0.14 * flap,
                        -0.06 * flap),
                rgb);
        b.fill(Outlines.leaf(-0.05, 0.1, 0.08, -0.06, 0.25), rgb);
    }

    /// A crane in flight, its neck stretched out.
    private static void crane(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, -0.5, side * 0.95, 0.95, -8);
        Tints t = b.tints();
        int white =
                t.isNight()
                        ? Colour.mix(t.white(), t.pale(), 0.6)
                        : t.against(t.white(), t.skyMiddle());
        int dark = t.ink();
        c.line(Outlines.curve(-0.2, 0.03, -0.45, 0.1, -0.62, 0.12), dark, 0.016);
        c.line(Outlines.curve(-0.2, 0.05, -0.45, 0.13, -0.6, 0.16), dark, 0.016);
        Shape far = Outlines.svg("M -0.06 -0.02 Q 0.06 -0.3 0.28 -0.46 Q 0.24 -0.22 0.14 0.0 Z");
        c.fill(far, Colour.mix(white, t.mid(), 0.35));
        c.fill(
                Outlines.svg("M 0.15 -0.37 Q 0.22 -0.42 0.28 -0.46 Q 0.26 -0.36 0.23 -0.24 Z"),
                dark);
        Shape body =
                Outlines.svg(
                        "M -0.3 0.05 Q -0.12 -0.08 0.1 -0.05 Q 0.24 -0.05 0.36 -0.13 Q 0.46 -0.2"
                                + " 0.55 -0.185 Q 0.6 -0.17 0.57 -0.145 Q 0.48 -0.13 0.4 -0.06 Q 0.28"
                                + " 0.05 0.1 0.09 Q -0.1 0.13 -0.3 0.05 Z");
        c.fill(body, white);
        c.grain(body, t.mid(), 0, 0, 0, 0, 0.12, 0.6);
        c.fill(
                Outlines.svg("M 0.38 -0.14 Q 0.46 -0.195 0.54 -0.19 Q 0.46 -0.15 0.38 -0.06 Z"),
                dark);
        c.fill(Outlines.oval(0.55, -0.185, 0.028, 0.015), t.lit(t.accent()));
        c.fill(Outlines.polygon(0.575, -0.175, 0.7, -0.165, 0.575, -0.15), t.lamp());
        c.fill(Outlines.svg("M -0.18 0.0 Q -0.36 0.02 -0.42 0.09 Q -0.28 0.12 -0.16 0.08 Z"), dark);
        Shape wing =
                Outlines.svg(
                        "M 0.16 -0.02 Q 0.06 -0.3 -0.2 -0.5 Q -0.32 -0.56 -0.44 -0.54 Q -0.34 -0.24"
                                + " -0.16 0.05 Z");
        c.fill(wing, white);
        c.grain(wing, t.mid(), 0, -0.2, 0, -0.36, -0.1, 0.55);
        for (int i = 0; i < 7; i++) {
            double u = i / 6.0;
            double x = -0.44 + 0.22 * u;
            double y = -0.54 + 0.5 * u;
            c.fill(Outlines.leaf(x + 0.14, y - 0.02, x - 0.05 - 0.03 * u, y + 0.05, 0.18), dark);
        }
    }

    static void butterfly(Brush b) {
        Tints t = b.tints();
        Brush c = b.at(0, -0.5, 1, 1, b.between(-16, 16));
        int wing = t.lit(t.accent());
        int rim = t.ink();
        int spot = t.white();
        for (int s = -1; s <= 1; s += 2) {
            Brush w = c.at(0, 0, s, 1, 0);
            Shape upper =
                    Outlines.svg(
                            "M 0.02 -0.06 C 0.1 -0.34 0.34 -0.52 0.56 -0.48 C 0.64 -0.4 0.56 -0.14"
                                    + " 0.4 -0.02 Q 0.2 0.06 0.02 0.02 Z");
            Shape lower =
                    Outlines.svg(
                            "M 0.02 0.0 C 0.2 0.02 0.42 0.04 0.42 0.2 C 0.42 0.34 0.3 0.46 0.22"
                                    + " 0.46 C 0.12 0.44 0.06 0.2 0.02 0.08 Z");
            w.fill(lower, rim);
            w.fill(upper, rim);
            Shape lowerIn =
                    Outlines.svg(
                            "M 0.04 0.03 C 0.2 0.06 0.37 0.08 0.37 0.2 C 0.36 0.31 0.28 0.4 0.22"
                                    + " 0.4 C 0.15 0.38 0.08 0.2 0.04 0.08 Z");
            Shape upperIn =
                    Outlines.svg(
                            "M 0.04 -0.06 C 0.12 -0.28 0.33 -0.44 0.51 -0.42 C 0.55 -0.36 0.49"
                                    + " -0.16 0.37 -0.06 Q 0.2 0.01 0.04 -0.01 Z");
            w.fill(lowerIn, Colour.mix(wing, t.pale(), 0.25));
            w.fill(upperIn, wing);
            w.grain(upperIn, t.pale(), 0.02, 0, 0.75, 0.34, -0.2, 0);
            w.grain(lowerIn, t.ink(), 0.1, 0.1, 0, 0.32, 0.4, 0.6);
            double[][] veins = {{0.3, -0.38}, {0.45, -0.25}, {0.38, -0.1}};
            for (double[] v : veins) {
                w.line(
                        Outlines.curve(0.04, -0.04, v[0] * 0.5, v[1] * 0.6, v[0], v[1]),
                        rim,
                        0.7,
                        0.009);
            }
            for (double[] d :
                    new double[][] {
                        {0.52, -0.44, 0.022},
                        {0.555, -0.36, 0.018},
                        {0.545, -0.28, 0.016},
                        {0.51, -0.2, 0.014},
                        {0.37, 0.27, 0.018},
                        {0.32, 0.35, 0.016}
                    }) {
                w.fill(Outlines.circle(d[0], d[1], d[2]), spot);
            }
            w.fill(Outlines.circle(0.26, 0.22, 0.05), t.lit(t.mid()));
            w.fill(Outlines.circle(0.26, 0.22, 0.024), rim);
            w.line(Outlines.curve(0.005, -0.16, 0.05, -0.3, 0.13, -0.36), rim, 0.012);
            w.fill(Outlines.circle(0.13, -0.36, 0.016), rim);
        }
        c.fill(Outlines.oval(0, 0.05, 0.028, 0.2), rim);
        c.fill(Outlines.circle(0, -0.16, 0.035), rim);
    }

    static void balloon(Brush b) {
        Tints t = b.tints();
        int[] stripes = {t.lit(t.accent()), t.white(), t.lit(Colour.mix(t.deep(), t.mid(), 0.35))};
        Shape bag =
                Outlines.svg(
                        "M 0 -1 C 0.24 -1 0.37 -0.84 0.37 -0.66 C 0.37 -0.47 0.2 -0.36 0.1 -0.2 L"
                                + " -0.1 -0.2 C -0.2 -0.36 -0.37 -0.47 -0.37 -0.66 C -0.37 -0.84 -0.24"
                                + " -1 0 -1 Z");
        b.fill(bag, stripes[0]);
        double[] widths = {0.27, 0.16, 0.055};
        for (int i = 0; i < 3; i++) {
            double w = widths[i] / 0.37;
            Shape gore =
                    new java.awt.geom.AffineTransform(w, 0, 0, 1, 0, 0).createTransformedShape(bag);
            b.fill(gore, stripes[(i + 1) % 3]);
        }
        b.grain(bag, t.ink(), 0.02, -0.7, 0, 0.4, -0.4, 0.7);
        b.grain(bag, Colour.WHITE, -0.34, -0.95, 0.55, -0.05, -0.7, 0);
        Shape band = Outlines.within(bag, Outlines.box(-0.5, -0.64, 1, 0.07));
        b.fill(band, stripes[2], 0.85);
        for (int s = -1; s <= 1; s++) {
            b.line(Outlines.curve(s * 0.09, -0.2, s * 0.06, -0.085), t.ink(), 0.008);
        }
        b.fill(Outlines.box(-0.1, -0.215, 0.2, 0.03, 0.012), stripes[2]);
        Shape basket = Outlines.polygon(-0.075, -0.09, 0.075, -0.09, 0.06, 0, -0.06, 0);
        b.fill(basket, t.wood());
        b.fill(Outlines.box(-0.085, -0.1, 0.17, 0.022, 0.01), Colour.mix(t.wood(), t.ink(), 0.4));
        b.line(Outlines.curve(-0.066, -0.05, 0.066, -0.05), t.ink(), 0.4, 0.008);
        if (t.isNight()) {
            b.glow(0, -0.3, 0.36, t.lamp(), 0.7);
        }
        b.fill(Outlines.leaf(0, -0.13, 0, -0.205, 0.22), t.lamp());
    }

    static void plane(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, -0.5, side, 1, -side * 12);
        Tints t = b.tints();
        int white = t.white();
        int paint = t.lit(t.accent());
        c.veil(Outlines.box(-2.6, -0.01, 1.7, 0.06, 0.03), Colour.WHITE, -2.6, 0, 0, -0.9, 0, 0.7);
        c.fill(
                Outlines.polygon(-0.08, -0.06, -0.34, -0.5, -0.2, -0.5, 0.26, -0.06),
                Colour.mix(white, t.ink(), 0.3));
        Shape body =
                Outlines.svg(
                        "M -0.98 -0.1 Q -0.6 -0.15 0.5 -0.16 Q 0.86 -0.14 0.96 0 Q 0.9 0.1 0.6 0.12"
                                + " L -0.3 0.13 Q -0.7 0.08 -0.98 -0.06 Z");
        c.fill(body, white);
        c.grain(body, t.ink(), 0, -0.02, 0, 0, 0.16, 0.6);
        c.fill(
                Outlines.within(body, Outlines.svg("M -1 -0.02 L 1 0.04 L 1 0.09 L -0.6 0.1 Z")),
                paint);
        c.fill(Outlines.polygon(-0.9, -0.1, -1.06, -0.52, -0.88, -0.52, -0.6, -0.13), paint);
        c.fill(
                Outlines.polygon(-0.9, -0.05, -1.08, 0.06, -0.98, 0.08, -0.66, 0),
                Colour.mix(paint, t.ink(), 0.3));
        Shape wing = Outlines.polygon(0.24, 0.06, -0.38, 0.52, -0.56, 0.52, -0.18, 0.06);
        c.fill(wing, Colour.mix(white, t.mid(), 0.3));
        c.grain(wing, t.ink(), 0, 0.06, 0, -0.5, 0.5, 0.5);
        c.fill(Outlines.box(-0.2, 0.2, 0.27, 0.1, 0.05), paint);
        for (int i = 0; i < 11; i++) {
            c.fill(
                    Outlines.box(-0.55 + i * 0.105, -0.085, 0.05, 0.065, 0.02),
                    t.light() == Light.DAY ? t.ink() : t.lamp());
        }
        c.fill(Outlines.svg("M 0.7 -0.1 Q 0.84 -0.08 0.89 -0.02 L 0.74 -0.02 Z"), t.ink());
    }

    static void kite(Brush b) {
        Tints t = b.tints();
        Brush c = b.at(0.1, -0.62, 1, 1, 24);
        int a = t.lit(t.accent());
        int o = t.lit(Colour.mix(t.mid(), t.deep(), 0.2));
        Path2D tail = Outlines.curve(0, 0.34, -0.08, 0.46, 0.05, 0.58, -0.06, 0.7, 0.02, 0.84);
        c.line(tail, t.ink(), 0.01);
        double[][] bows = {{-0.06, 0.46, 20}, {0.03, 0.58, -20}, {-0.05, 0.7, 15}};
        for (double[] w : bows) {
            Brush bow = c.at(w[0], w[1], 1, 1, w[2]);
            bow.fill(Outlines.polygon(0, 0, -0.075, -0.035, -0.075, 0.035), a);
            bow.fill(Outlines.polygon(0, 0, 0.075, -0.035, 0.075, 0.035), t.lamp());
        }
        c.fill(Outlines.polygon(0, -0.4, 0.27, -0.1, 0, 0.36, -0.27, -0.1), a);
        c.fill(Outlines.polygon(0, -0.4, 0.27, -0.1, 0, -0.1), o);
        c.fill(Outlines.polygon(-0.27, -0.1, 0, -0.1, 0, 0.36), t.lamp());
        c.grain(
                Outlines.polygon(0, -0.4, 0.27, -0.1, 0, 0.36, -0.27, -0.1),
                t.ink(),
                0,
                -0.1,
                0,
                0.25,
                0.2,
                0.5);
        c.line(Outlines.curve(0, -0.4, 0, 0.36), t.ink(), 0.012);
        c.line(Outlines.curve(-0.27, -0.1, 0.27, -0.1), t.ink(), 0.012);
    }
}
