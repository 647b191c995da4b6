package dev.zimage.engine.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Fruit and sweet things.
final class Sweets {

    private Sweets() {}

    static void cake(Brush b) {
        Tints t = b.tints();
        int sponge = t.lit(Colour.mix(t.pale(), 0xE9C48A, 0.5));
        int icing = t.lit(Colour.mix(t.accent(), t.pale(), 0.3));
        int cream = t.white();
        b.fill(Outlines.oval(0, -0.035, 0.6, 0.06), Colour.mix(t.stone(), t.ink(), 0.3));
        b.fill(Outlines.oval(0, -0.055, 0.6, 0.055), t.stone());
        tier(b, -0.06, 0.46, 0.27, sponge, icing, cream);
        tier(b, -0.35, 0.31, 0.22, Colour.mix(sponge, icing, 0.35), cream, icing);
        int[] wax = {t.lit(t.accent()), t.lamp(), t.lit(t.mid())};
        for (int i = -1; i <= 1; i++) {
            double x = i * 0.15;
            double foot = -0.62 + Math.abs(i) * 0.008;
            b.fill(Outlines.box(x - 0.018, foot - 0.2, 0.036, 0.21), wax[i + 1]);
            b.line(Outlines.curve(x - 0.018, foot - 0.06, x + 0.018, foot - 0.09), cream, 0.012);
            b.line(Outlines.curve(x - 0.018, foot - 0.12, x + 0.018, foot - 0.15), cream, 0.012);
            b.glow(x, foot - 0.26, 0.14, t.lamp(), 0.7);
            b.fill(
                    Outlines.svg(
                            "M %f %f Q %f %f %f %f Q %f %f %f %f Z",
                            x,
                            foot - 0.34,
                            x + 0.055,
                            foot - 0.23,
                            x,
                            foot - 0.205,
                            x - 0.055,
                            foot - 0.23,
                            x,
                            foot - 0.34),
                    Colour.mix(t.lamp(), 0xFFB020, 0.4));
            b.fill(Outlines.oval(x, foot - 0.235, 0.012, 0.025), Colour.WHITE);
        }
    }

    private static void tier(
            Brush b, double y, double half, double h, int body, int icing, int dots) {
        Tints t = b.tints();
        Shape side =
                Outlines.svg(
                        "M %f %f L %f %f Q 0 %f %f %f L %f %f Q 0 %f %f %f Z",
                        -half,
                        y - h,
                        -half,
                        y,
                        y + half * 0.14,
                        half,
                        y,
                        half,
                        y - h,
                        y - h + half * 0.14,
                        -half,
                        y - h);
        b.fill(side, body);
        b.grain(side, t.ink(), 0, y, 0, half, y - h * 0.3, 0.6);
        Path2D drip = new Path2D.Double();
        drip.moveTo(-half, y - h);
        int n = 7;
        double w = half * 2 / n;
        for (int i = 0; i < n; i++) {
            double x = -half + i * w;
            double fall = h * (0.3 + 0.2 * Math.sin(i * 2.4 + half * 10)) + half * 0.09;
            drip.lineTo(x, y - h + fall * 0.4);
            drip.curveTo(
                    x + w * 0.1,
                    y - h + fall * 1.35,
                    x + w * 0.9,
                    y - h + fall * 1.35,
                    x + w,
                    y - h + fall * 0.4);
        }
        drip.lineTo(half, y - h);
        drip.closePath();
        b.fill(drip, icing);
        b.fill(Outlines.oval(0, y - h, half, half * 0.13), Colour.lighter(icing, 0.2));
        for (int i = 0; i < 9; i++) {
            double u = (i + 0.5) / 9 * 2 - 1;
            b.fill(
                    Outlines.circle(
                            u * half * 0.96, y - 0.012 + (1 - u * u) * half * 0.07, half * 0.065),
                    dots);
        }
    }

    static void apple(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xD03A30, 0.45));
        Shape body =
                Outlines.svg(
                        "M 0 -0.7 C 0.12 -0.82 0.46 -0.8 0.46 -0.42 C 0.46 -0.14 0.26 0.03 0.13 0 "
                                + "Q 0 -0.05 -0.13 0 C -0.26 0.03 -0.46 -0.14 -0.46 -0.42 C -0.46 -0.8 -0.12 -0.82 0 -0.7 Z");
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
                                "M -0.72 -0.4 C -0.62 -0.44 -0.6 -0.8 -0.16 -0.8 C 0.26 -0.8 0.26 -0.45 0.38 -0.4 "
                                        + "C 0.26 -0.35 0.26 0 -0.16 0 C -0.6 0 -0.62 -0.36 -0.72 -0.4 Z"),
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
                            "M 0 -0.1 L -0.22 -0.66 Q -0.24 -0.82 0 -0.83 Q 0.24 -0.82 0.22 -0.66 Z"),
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
                        "M 0 -0.8 C 0.2 -0.86 0.44 -0.76 0.42 -0.54 C 0.38 -0.24 0.14 0 0 0 "
                                + "C -0.14 0 -0.38 -0.24 -0.42 -0.54 C -0.44 -0.76 -0.2 -0.86 0 -0.8 Z");
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

    static void iceCream(Brush b) {
        Tints t = b.tints();
        int waffle = t.lit(Colour.mix(t.accent(), 0xDDA15E, 0.65));
        Shape cone = Outlines.polygon(-0.235, -0.54, 0.235, -0.54, 0.02, 0, -0.02, 0);
        b.fill(cone, waffle);
        for (int i = -5; i <= 5; i++) {
            b.line(
                    Outlines.within(
                            cone,
                            Outlines.polygon(
                                    i * 0.1,
                                    -0.56,
                                    i * 0.1 + 0.012,
                                    -0.56,
                                    i * 0.1 + 0.312,
                                    0,
                                    i * 0.1 + 0.3,
                                    0)),
                    Colour.mix(waffle, t.ink(), 0.45),
                    0.004);
            b.line(
                    Outlines.within(
                            cone,
                            Outlines.polygon(
                                    i * 0.1,
                                    -0.56,
                                    i * 0.1 + 0.012,
                                    -0.56,
                                    i * 0.1 - 0.288,
                                    0,
                                    i * 0.1 - 0.3,
                                    0)),
                    Colour.mix(waffle, t.ink(), 0.45),
                    0.004);
        }
        b.grain(cone, t.ink(), 0, -0.3, 0, 0.2, -0.3, 0.6);
        int[] flavours = {
            t.lit(Colour.mix(t.accent(), t.pale(), 0.35)),
            t.white(),
            t.lit(Colour.mix(t.mid(), t.pale(), 0.35))
        };
        scoop(b, -0.135, -0.6, 0.16, flavours[0]);
        scoop(b, 0.135, -0.6, 0.16, flavours[2]);
        scoop(b, 0, -0.76, 0.17, flavours[1]);
        b.fill(Outlines.circle(0.02, -0.945, 0.05), t.lit(Colour.mix(t.accent(), 0xC8202F, 0.5)));
        b.fill(Outlines.circle(0.003, -0.962, 0.014), Colour.WHITE, 0.8);
        b.line(Outlines.curve(0.03, -0.985, 0.06, -1.02, 0.12, -1.03), t.wood(), 0.012);
        int[] sprinkles = {t.lit(t.accent()), t.lamp(), t.lit(t.deep())};
        for (int i = 0; i < 16; i++) {
            double x = b.between(-0.11, 0.11);
            double y = b.between(-0.88, -0.72);
            b.line(
                    Outlines.curve(x, y, x + b.between(-0.02, 0.02), y + 0.018),
                    sprinkles[i % 3],
                    0.012);
        }
    }

    private static void scoop(Brush b, double x, double y, double r, int rgb) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.append(Outlines.circle(x, y, r), false);
        for (int i = -2; i <= 2; i++) {
            path.append(
                    Outlines.circle(x + i * r * 0.42, y + r * (0.72 - 0.06 * i * i), r * 0.28),
                    false);
        }
        b.fill(path, rgb);
        b.round(path, Colour.mix(rgb, b.tints().ink(), 0.45), Colour.lighter(rgb, 0.6));
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
                        "M -0.07 -0.7 Q -0.05 -0.85 -0.13 -0.96 L -0.02 -1.0 Q 0.06 -0.88 0.07 -0.7 Z"),
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
                        "M -0.34 -0.26 Q -0.2 -0.2 -0.12 -0.19 L -0.1 -0.25 L -0.04 -0.245 L -0.03 -0.185 L 0.06 -0.185 "
                                + "L 0.08 -0.25 L 0.14 -0.255 L 0.15 -0.2 Q 0.24 -0.22 0.34 -0.26 Q 0.26 -0.06 0.12 -0.06 L 0.1 -0.11 L 0.03 -0.1 "
                                + "L 0.02 -0.05 L -0.08 -0.05 Q -0.26 -0.08 -0.34 -0.26 Z"),
                glow);
    }
}
