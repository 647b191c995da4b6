package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Things of everyday life: a book, a camera, a bulb, a gift, a heart, an umbrella.
final class Things {

    private Things() {}

    static void book(Brush b) {
        Tints t = b.tints();
        int[] covers = {
            t.lit(t.accent()),
            t.lit(Colour.mix(t.deep(), t.mid(), 0.3)),
            t.lit(Colour.mix(t.mid(), t.pale(), 0.2))
        };
        for (int i = 0; i < 2; i++) {
            double y = -i * 0.15;
            double dx = i == 0 ? 0 : 0.04;
            b.fill(Outlines.box(-0.56 + dx, y - 0.15, 1.06 - i * 0.1, 0.15, 0.02), covers[i + 1]);
            b.fill(Outlines.box(-0.5 + dx, y - 0.13, 1.02 - i * 0.1, 0.1), t.white());
            for (int k = 1; k < 4; k++) {
                b.line(
                        Outlines.curve(
                                -0.5 + dx,
                                y - 0.13 + k * 0.025,
                                0.5 + dx - i * 0.1,
                                y - 0.13 + k * 0.025),
                        t.stone(),
                        0.6,
                        0.005);
            }
            b.fill(
                    Outlines.box(-0.58 + dx, y - 0.15, 0.1, 0.15, 0.03),
                    Colour.mix(covers[i + 1], t.ink(), 0.25));
            b.line(Outlines.curve(-0.56 + dx, y - 0.06, -0.5 + dx, y - 0.06), t.lamp(), 0.012);
        }
        Brush open = b.at(0, -0.36, 1);
        for (int s = -1; s <= 1; s += 2) {
            open.fill(
                    Outlines.svg(
                            "M 0 0.04 L 0 -0.36 Q %f -0.52 %f -0.46 L %f 0.0 Q %f -0.05 0 0.05 Z",
                            s * 0.3, s * 0.68, s * 0.64, s * 0.28),
                    covers[0]);
            for (int k = 2; k >= 0; k--) {
                Shape page =
                        Outlines.svg(
                                "M 0 %f L 0 -0.38 Q %f %f %f %f L %f %f Q %f %f 0 %f Z",
                                0.02,
                                s * 0.28,
                                -0.56 - k * 0.012,
                                s * (0.62 + k * 0.012),
                                -0.48,
                                s * (0.585 + k * 0.012),
                                -0.03,
                                s * 0.25,
                                -0.1,
                                0.02);
                open.fill(page, Colour.mix(t.white(), t.stone(), k * 0.25));
                if (k == 0) {
                    open.grain(page, t.ink(), s * 0.12, -0.2, 0, 0, -0.18, 0.6);
                }
            }
            for (int k = 0; k < 6; k++) {
                double y = -0.4 + k * 0.058;
                open.line(
                        Outlines.curve(
                                s * 0.09,
                                y + 0.03,
                                s * 0.28,
                                y - 0.05,
                                s * (k == 5 ? 0.36 : 0.53),
                                y - 0.032),
                        t.ink(),
                        0.45,
                        0.012);
            }
        }
        b.fill(
                Outlines.polygon(0.06, -0.72, 0.11, -0.735, 0.1, -0.3, 0.075, -0.34, 0.05, -0.3),
                t.lit(t.accent()),
                0.9);
        int star = t.lamp();
        double[][] sparks = {{-0.3, -0.96, 0.035}, {0.02, -0.94, 0.05}, {0.34, -0.97, 0.028}};
        for (double[] s : sparks) {
            b.fill(Outlines.star(s[0], s[1], s[2], 0.25, 4, 0), star);
        }
    }

    static void camera(Brush b) {
        Tints t = b.tints();
        int leather = t.lit(Colour.mix(t.deep(), t.mid(), 0.2));
        int metal = t.lit(Colour.mix(t.pale(), t.stone(), 0.4));
        b.fill(Outlines.polygon(-0.2, -0.72, -0.14, -0.92, 0.14, -0.92, 0.2, -0.72), metal);
        b.fill(Outlines.box(-0.1, -0.88, 0.2, 0.12, 0.02), t.ink());
        b.fill(Outlines.box(-0.56, -0.82, 0.16, 0.1, 0.02), Colour.mix(metal, t.ink(), 0.3));
        b.fill(Outlines.circle(0.46, -0.78, 0.07), t.lit(t.accent()));
        Shape body = Outlines.box(-0.68, -0.76, 1.36, 0.76, 0.09);
        b.fill(body, metal);
        b.fill(Outlines.box(-0.68, -0.57, 1.36, 0.44), leather);
        b.grain(body, t.ink(), 0, -0.5, 0, 0.7, 0, 0.6);
        b.fill(Outlines.box(-0.58, -0.71, 0.2, 0.1, 0.02), t.lamp());
        double[] r = {0.345, 0.3, 0.235, 0.17, 0.09};
        int[] rings = {
            Colour.mix(metal, t.ink(), 0.25),
            metal,
            t.ink(),
            Colour.mix(t.ink(), t.mid(), 0.45),
            t.ink()
        };
        for (int i = 0; i < r.length; i++) {
            b.fill(Outlines.circle(0, -0.36, r[i]), rings[i]);
        }
        b.grain(Outlines.circle(0, -0.36, 0.17), t.accent(), -0.05, -0.3, 0, 0.15, -0.22, 0.6);
        b.fill(Outlines.oval(-0.08, -0.44, 0.05, 0.035, -40), Colour.WHITE, 0.85);
        b.fill(Outlines.circle(0.07, -0.29, 0.018), Colour.WHITE, 0.7);
    }

    static void bulb(Brush b) {
        Tints t = b.tints();
        int glass = Colour.mix(t.lamp(), t.pale(), 0.3);
        b.glow(0, -0.62, 0.62, t.lamp(), 0.75);
        for (int i = 0; i < 9; i++) {
            double a = Math.toRadians(-200 + i * 27.5);
            b.line(
                    Outlines.curve(
                            Math.cos(a) * 0.43,
                            -0.62 + Math.sin(a) * 0.43,
                            Math.cos(a) * 0.52,
                            -0.62 + Math.sin(a) * 0.52),
                    t.lamp(),
                    0.03);
        }
        Shape bulb =
                Outlines.svg(
                        "M -0.12 -0.24 C -0.13 -0.36 -0.32 -0.42 -0.32 -0.64 C -0.32 -0.84 -0.17"
                                + " -0.96 0 -0.96 C 0.17 -0.96 0.32 -0.84 0.32 -0.64 C 0.32 -0.42 0.13"
                                + " -0.36 0.12 -0.24 Z");
        b.fill(bulb, glass);
        b.grain(bulb, t.lit(t.accent()), 0, -0.6, 0, 0.34, -0.4, 0.7);
        b.fill(Outlines.leaf(-0.23, -0.78, -0.22, -0.54, 0.22), Colour.WHITE, 0.75);
        b.line(Outlines.curve(-0.06, -0.25, -0.08, -0.5, -0.13, -0.58), t.wood(), 0.014);
        b.line(Outlines.curve(0.06, -0.25, 0.08, -0.5, 0.13, -0.58), t.wood(), 0.014);
        b.line(
                Outlines.curve(
                        -0.13, -0.58, -0.08, -0.64, -0.04, -0.57, 0, -0.64, 0.04, -0.57, 0.08,
                        -0.64, 0.13, -0.58),
                t.lit(t.accent()),
                0.018);
        int metal = t.lit(Colour.mix(t.deep(), t.stone(), 0.45));
        for (int i = 0; i < 3; i++) {
            b.fill(
                    Outlines.box(
                            -0.125 + i * 0.012, -0.24 + i * 0.068, 0.25 - i * 0.024, 0.056, 0.026),
                    metal);
        }
        b.fill(
                Outlines.svg(
                        "M -0.07 -0.04 L 0.07 -0.04 Q 0.04 0.01 0 0.01 Q -0.04 0.01 -0.07 -0.04 Z"),
                t.ink());
    }

    static void gift(Brush b) {
        Tints t = b.tints();
        int box = t.lit(t.accent());
        int ribbon = t.white();
        Shape body = Outlines.box(-0.42, -0.58, 0.84, 0.58, 0.02);
        b.fill(body, box);
        b.grain(body, t.ink(), 0, -0.4, 0, 0.44, 0, 0.6);
        b.fill(Outlines.box(-0.075, -0.58, 0.15, 0.58), ribbon);
        b.fill(Outlines.box(-0.47, -0.72, 0.94, 0.17, 0.02), Colour.lighter(box, 0.1));
        b.grain(Outlines.box(-0.47, -0.72, 0.94, 0.17, 0.02), t.ink(), 0, -0.7, 0, 0.5, -0.5, 0.5);
        b.fill(Outlines.box(-0.085, -0.72, 0.17, 0.17), Colour.mix(ribbon, t.ink(), 0.08));
        for (int s = -1; s <= 1; s += 2) {
            Shape loop =
                    Outlines.svg(
                            "M 0 -0.73 C %f -0.8 %f -1.06 %f -1.0 C %f -0.98 %f -0.82 0 -0.73 Z",
                            s * 0.1, s * 0.3, s * 0.36, s * 0.44, s * 0.3);
            b.fill(loop, ribbon);
            b.grain(loop, t.mid(), s * 0.3, -0.95, 0, 0, -0.72, 0.8);
            b.fill(
                    Outlines.svg(
                            "M 0 -0.74 Q %f -0.74 %f -0.62 L %f -0.66 L %f -0.58 Q %f -0.68 0 -0.74"
                                    + " Z",
                            s * 0.14, s * 0.3, s * 0.22, s * 0.2, s * 0.1),
                    Colour.mix(ribbon, t.mid(), 0.2));
        }
        b.fill(Outlines.box(-0.055, -0.785, 0.11, 0.085, 0.035), Colour.mix(ribbon, t.mid(), 0.12));
    }

    static void heart(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xDB3A4B, 0.3));
        small(b, -0.56, -0.86, 0.16, Colour.mix(red, t.pale(), 0.5));
        small(b, 0.6, -0.74, 0.22, Colour.mix(red, t.pale(), 0.3));
        small(b, 0.5, -0.12, 0.13, Colour.mix(red, t.pale(), 0.6));
        Shape heart = shape();
        b.fill(heart, red);
        b.round(heart, Colour.mix(red, t.ink(), 0.65), Colour.lighter(red, 0.5));
        b.fill(Outlines.leaf(-0.37, -0.72, -0.36, -0.48, 0.24), Colour.WHITE, 0.5);
    }

    private static Shape shape() {
        return Outlines.svg(
                "M 0 0 C -0.2 -0.2 -0.52 -0.38 -0.52 -0.66 C -0.52 -0.9 -0.2 -1.02 0 -0.74 "
                        + "C 0.2 -1.02 0.52 -0.9 0.52 -0.66 C 0.52 -0.38 0.2 -0.2 0 0 Z");
    }

    private static void small(Brush b, double x, double y, double size, int rgb) {
        b.at(x, y + size / 2, size, size, b.between(-24, 24)).fill(shape(), rgb);
    }

    static void umbrella(Brush b) {
        Tints t = b.tints();
        int a = t.lit(t.accent());
        int o = t.white();
        Brush c = b.at(0, 0, 1, 1, b.chance(0.5) ? 8 : -8);
        c.line(
                Outlines.curve(0, -0.9, 0, -0.1, -0.03, -0.03, -0.1, -0.03, -0.12, -0.1),
                t.wood(),
                0.028);
        c.line(Outlines.curve(0, -0.93, 0, -0.995), t.wood(), 0.022);
        double[] xs = {-0.6, -0.34, -0.12, 0.12, 0.34, 0.6};
        for (int i = 0; i < 5; i++) {
            double l = xs[i];
            double r = xs[i + 1];
            double yl = -0.5 + 0.04 * Math.abs(l);
            double yr = -0.5 + 0.04 * Math.abs(r);
            Shape gore =
                    Outlines.svg(
                            "M 0 -0.95 C %f -0.93 %f %f %f %f Q %f %f %f %f C %f %f %f -0.93 0"
                                    + " -0.95 Z",
                            l * 0.55,
                            l,
                            -0.76,
                            l,
                            yl,
                            (l + r) / 2,
                            -0.585,
                            r,
                            yr,
                            r,
                            -0.76,
                            r * 0.55);
            c.fill(gore, i % 2 == 0 ? a : o);
            c.grain(gore, t.ink(), 0, -0.8, 0, 0.6, -0.5, 0.6);
        }
    }
}
