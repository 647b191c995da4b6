package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// A Chinese dragon that winds through clouds.
final class Dragon {

    private static final int STEPS = 90;

    private Dragon() {}

    static void draw(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        paint(b.at(0, -0.5, side, 1, 0));
    }

    private static void paint(Brush b) {
        Tints t = b.tints();
        int skin = t.lit(Colour.mix(t.accent(), 0xC8452B, 0.3));
        int belly = t.lit(Colour.mix(t.pale(), 0xF2D38A, 0.5));
        int fin = Colour.mix(t.lamp(), t.lit(t.accent()), 0.25);
        cloud(b, -0.55, 0.34, 0.2);
        cloud(b, 0.62, 0.42, 0.22);
        for (double u : new double[] {0.36, 0.68}) {
            leg(b, u, skin, fin);
        }
        for (int i = 4; i < STEPS - 6; i += 3) {
            double u = i / (double) STEPS;
            double[] n = normal(u);
            double w = width(u);
            double x = x(u) + n[0] * w * 0.8;
            double y = y(u) + n[1] * w * 0.8;
            b.fill(
                    Outlines.leaf(
                            x,
                            y,
                            x + n[0] * w * 0.9 - n[1] * 0.05,
                            y + n[1] * w * 0.9 + n[0] * 0.05 - 0.01,
                            0.35),
                    fin);
        }
        Shape body = band(-1, 1);
        b.fill(body, skin);
        Shape under = band(-1, -0.3);
        b.fill(under, belly);
        for (int i = 3; i < STEPS - 3; i += 2) {
            double u = i / (double) STEPS;
            double[] n = normal(u);
            double w = width(u);
            b.line(
                    Outlines.curve(
                            x(u) - n[0] * w,
                            y(u) - n[1] * w,
                            x(u) - n[0] * w * 0.3,
                            y(u) - n[1] * w * 0.3),
                    Colour.mix(belly, t.ink(), 0.4),
                    0.7,
                    0.006);
            if (i % 4 == 1) {
                for (int k = 0; k < 3; k++) {
                    double off = w * (0.0 + 0.33 * k);
                    double cx = x(u) + n[0] * off;
                    double cy = y(u) + n[1] * off;
                    double s = w * 0.26;
                    b.line(
                            Outlines.curve(
                                    cx + n[0] * s,
                                    cy + n[1] * s,
                                    cx + n[1] * s,
                                    cy - n[0] * s,
                                    cx - n[0] * s,
                                    cy - n[1] * s),
                            Colour.mix(skin, t.ink(), 0.5),
                            0.8,
                            0.007);
                }
            }
        }
        b.grain(body, t.ink(), 0, -0.3, 0, 0, 0.5, 0.5);
        tail(b, fin);
        for (double u : new double[] {0.42, 0.74}) {
            leg(b, u, Colour.mix(skin, belly, 0.1), fin);
        }
        head(b.at(x(1), y(1), 0.3, 0.3, -4), skin, belly, fin);
        cloud(b, 0.05, 0.5, 0.24);
        cloud(b, -0.95, 0.1, 0.16);
    }

    private static double x(double u) {
        return -0.95 + 1.6 * u + 0.1 * Math.sin(u * 9);
    }

    private static double y(double u) {
        return 0.06 + 0.3 * Math.sin(u * 9.6 + 0.5) * (0.55 + 0.45 * u) - 0.2 * u * u;
    }

    private static double width(double u) {
        return 0.018 + 0.085 * Math.sin(Math.PI * Math.pow(u, 0.8) * 0.86);
    }

    /// The upward normal at `u`.
    private static double[] normal(double u) {
        double dx = x(u + 0.005) - x(u - 0.005);
        double dy = y(u + 0.005) - y(u - 0.005);
        double l = Math.hypot(dx, dy);
        return new double[] {dy / l, -dx / l};
    }

    private static Path2D band(double low, double high) {
        double[] points = new double[(STEPS + 1) * 4];
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS;
            double[] n = normal(u);
            double w = width(u);
            points[i * 2] = x(u) + n[0] * w * high;
            points[i * 2 + 1] = y(u) + n[1] * w * high;
            int back = points.length - 2 - i * 2;
            points[back] = x(u) + n[0] * w * low;
            points[back + 1] = y(u) + n[1] * w * low;
        }
        return Outlines.polygon(points);
    }

    private static void tail(Brush b, int fin) {
        double tx = x(0);
        double ty = y(0);
        for (int i = -2; i <= 2; i++) {
            double a = Math.toRadians(150 + i * 24);
            b.fill(
                    Outlines.leaf(
                            tx + 0.02, ty, tx + Math.cos(a) * 0.19, ty + Math.sin(a) * 0.19, 0.2),
                    fin);
        }
    }

    private static void leg(Brush b, double u, int skin, int claw) {
        double lx = x(u);
        double ly = y(u);
        b.line(
                Outlines.curve(
                        lx, ly, lx + 0.07, ly + 0.14, lx + 0.02, ly + 0.22, lx + 0.1, ly + 0.27),
                skin,
                0.052);
        for (int i = -1; i <= 1; i++) {
            double a = Math.toRadians(25 + i * 42);
            b.fill(
                    Outlines.leaf(
                            lx + 0.09,
                            ly + 0.27,
                            lx + 0.1 + Math.cos(a) * 0.09,
                            ly + 0.27 + Math.sin(a) * 0.09,
                            0.24),
                    claw);
        }
    }

    private static void head(Brush b, int skin, int belly, int mane) {
        Tints t = b.tints();
        for (int i = 0; i < 8; i++) {
            double a = Math.toRadians(112 + i * 20);
            double l = 0.62 + 0.2 * (i % 2);
            b.fill(
                    Outlines.leaf(
                            -0.05,
                            -0.02,
                            -0.05 + Math.cos(a) * l,
                            -0.02 - Math.sin(a) * l * 0.9,
                            0.2),
                    i % 2 == 0 ? mane : Colour.mix(mane, t.lit(t.accent()), 0.5));
        }
        b.line(Outlines.curve(0.0, -0.25, -0.12, -0.5, -0.4, -0.66, -0.56, -0.86), belly, 0.075);
        b.line(Outlines.curve(-0.18, -0.53, -0.1, -0.7, -0.14, -0.84), belly, 0.06);
        b.fill(
                Outlines.svg(
                        "M 0.05 0.12 C 0.25 0.2 0.5 0.24 0.72 0.16 Q 0.78 0.24 0.68 0.32 C 0.4 0.42"
                                + " 0.1 0.36 -0.12 0.24 Z"),
                Colour.mix(skin, t.ink(), 0.25));
        b.fill(
                Outlines.svg("M 0.1 0.1 L 0.7 0.14 Q 0.7 0.2 0.5 0.24 Q 0.25 0.24 0.1 0.1 Z"),
                Colour.mix(0x7A1418, t.ink(), 0.4));
        Shape skull =
                Outlines.svg(
                        "M -0.3 0.06 C -0.3 -0.2 -0.12 -0.34 0.1 -0.3 C 0.24 -0.3 0.3 -0.16 0.46"
                                + " -0.14 C 0.56 -0.26 0.8 -0.22 0.84 -0.06 C 0.86 0.06 0.8 0.12 0.7"
                                + " 0.14 C 0.5 0.12 0.3 0.1 0.12 0.14 C 0 0.26 -0.3 0.26 -0.3 0.06 Z");
        b.fill(skull, skin);
        b.grain(skull, t.ink(), 0.2, -0.1, 0, 0.25, 0.18, 0.6);
        for (int i = 0; i < 4; i++) {
            double fx = 0.28 + i * 0.12;
            b.fill(Outlines.polygon(fx, 0.115, fx + 0.06, 0.125, fx + 0.03, 0.2), Colour.WHITE);
        }
        b.fill(Outlines.circle(0.74, -0.1, 0.035), t.ink());
        b.fill(Outlines.oval(0.12, -0.13, 0.12, 0.1, -12), Colour.WHITE);
        b.fill(Outlines.circle(0.15, -0.12, 0.055), t.ink());
        b.fill(Outlines.svg("M -0.08 -0.2 Q 0.1 -0.36 0.3 -0.2 Q 0.12 -0.24 -0.08 -0.2 Z"), mane);
        b.line(Outlines.curve(0.76, 0.0, 0.98, -0.12, 1.04, -0.4, 0.9, -0.58), mane, 0.034);
        b.line(Outlines.curve(0.74, 0.05, 1.0, 0.12, 1.1, 0.36, 1.3, 0.4), mane, 0.034);
        for (int i = 0; i < 3; i++) {
            b.fill(
                    Outlines.leaf(
                            0.3 - i * 0.16, 0.34 - i * 0.03, 0.22 - i * 0.2, 0.56 - i * 0.02, 0.22),
                    mane);
        }
    }

    private static void cloud(Brush b, double x, double y, double s) {
        Tints t = b.tints();
        int rgb = Colour.mix(t.skyLow(), t.white(), 0.55);
        Path2D puff = new Path2D.Double(Path2D.WIND_NON_ZERO);
        puff.append(Outlines.box(x - s * 1.5, y - s * 0.2, s * 3, s * 0.42, s * 0.21), false);
        puff.append(Outlines.circle(x - s * 0.6, y - s * 0.25, s * 0.42), false);
        puff.append(Outlines.circle(x + s * 0.2, y - s * 0.4, s * 0.56), false);
        puff.append(Outlines.circle(x + s * 0.85, y - s * 0.15, s * 0.34), false);
        b.fill(puff, rgb);
        int line = Colour.mix(rgb, t.mid(), 0.55);
        b.line(
                Outlines.curve(
                        x - s * 0.1,
                        y - s * 0.3,
                        x + s * 0.2,
                        y - s * 0.62,
                        x + s * 0.5,
                        y - s * 0.34,
                        x + s * 0.24,
                        y - s * 0.16,
                        x + s * 0.1,
                        y - s * 0.36),
                line,
                s * 0.06);
        b.line(
                Outlines.curve(
                        x - s * 0.85,
                        y - s * 0.16,
                        x - s * 0.6,
                        y - s * 0.4,
                        x - s * 0.4,
                        y - s * 0.2),
                line,
                s * 0.06);
        b.line(
                Outlines.curve(x - s * 1.3, y + s * 0.04, x - s * 0.2, y + s * 0.04),
                line,
                s * 0.05);
    }
}
