package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// What rolls: a car, a train, a bicycle.
final class Vehicles {

    private Vehicles() {}

    static void car(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, 0, side, 1, 0);
        if (b.chance(0.5)) {
            van(c);
        } else {
            beetle(c);
        }
    }

    private static void wheel(Brush b, double x, double r) {
        Tints t = b.tints();
        b.fill(Outlines.circle(x, -r, r), t.ink());
        b.fill(Outlines.circle(x, -r, r * 0.58), t.stone());
        b.fill(Outlines.circle(x, -r, r * 0.3), t.white());
        b.fill(Outlines.circle(x, -r, r * 0.1), t.ink());
    }

    private static void beetle(Brush b) {
        Tints t = b.tints();
        int paint = t.lit(t.accent());
        int glass = Colour.mix(t.skyMiddle(), t.white(), 0.45);
        Shape body =
                Outlines.svg(
                        "M -1.0 -0.2 C -1.04 -0.4 -0.96 -0.52 -0.7 -0.55 C -0.55 -0.86 -0.35 -0.97"
                                + " -0.02 -0.97 C 0.3 -0.97 0.45 -0.8 0.56 -0.57 C 0.82 -0.54 1.0 -0.48"
                                + " 1.02 -0.22 Q 1.02 -0.14 0.92 -0.14 L -0.9 -0.14 Q -0.99 -0.14 -1.0"
                                + " -0.2 Z");
        b.fill(body, paint);
        b.grain(body, t.ink(), 0, -0.55, 0, 0.1, -0.1, 0.6);
        b.grain(body, Colour.WHITE, -0.3, -1, 0.4, -0.1, -0.6, 0);
        b.fill(
                Outlines.svg("M -0.56 -0.56 C -0.45 -0.78 -0.3 -0.87 -0.08 -0.88 L -0.08 -0.56 Z"),
                glass);
        b.fill(Outlines.svg("M 0.0 -0.88 C 0.22 -0.88 0.34 -0.76 0.44 -0.56 L 0.0 -0.56 Z"), glass);
        b.fill(
                Outlines.polygon(-0.3, -0.56, -0.14, -0.87, -0.08, -0.88, -0.2, -0.56),
                Colour.WHITE,
                0.35);
        for (int s = -1; s <= 1; s += 2) {
            b.fill(
                    Outlines.svg(
                            "M %f -0.16 C %f -0.52 %f -0.52 %f -0.16 Z",
                            s * 0.6 - 0.34, s * 0.6 - 0.3, s * 0.6 + 0.3, s * 0.6 + 0.34),
                    Colour.mix(paint, t.ink(), 0.25));
            wheel(b, s * 0.6, 0.22);
        }
        b.line(Outlines.curve(-0.04, -0.54, -0.04, -0.18), t.ink(), 0.4, 0.012);
        b.line(Outlines.curve(0.06, -0.46, 0.16, -0.46), t.white(), 0.024);
        b.line(Outlines.curve(-1.02, -0.16, -0.8, -0.15), t.stone(), 0.05);
        b.line(Outlines.curve(0.86, -0.15, 1.05, -0.17), t.stone(), 0.05);
        b.glow(0.98, -0.38, 0.24, t.lamp(), t.light() == Light.DAY ? 0.2 : 0.8);
        b.fill(Outlines.oval(0.955, -0.38, 0.05, 0.075), t.lamp());
    }

    private static void van(Brush b) {
        Tints t = b.tints();
        int low = t.lit(t.accent());
        int high = t.white();
        int glass = Colour.mix(t.skyTop(), t.ink(), 0.25);
        Shape body =
                Outlines.svg(
                        "M -1.05 -0.2 L -1.05 -0.82 Q -1.04 -0.98 -0.88 -0.98 L 0.72 -0.98 Q 0.88"
                                + " -0.98 0.95 -0.78 L 1.06 -0.5 Q 1.08 -0.46 1.08 -0.2 Q 1.08 -0.14"
                                + " 1.0 -0.14 L -0.98 -0.14 Q -1.05 -0.14 -1.05 -0.2 Z");
        b.fill(body, high);
        Shape skirt =
                Outlines.within(
                        body,
                        Outlines.svg(
                                "M -1.2 -0.52 L 0.7 -0.52 Q 0.98 -0.5 1.2 -0.38 "
                                        + "L 1.2 0 L -1.2 0 Z"));
        b.fill(skirt, low);
        b.grain(body, t.ink(), 0, -0.5, 0, 0.2, -0.1, 0.5);
        for (int i = 0; i < 4; i++) {
            b.fill(Outlines.box(-0.93 + i * 0.4, -0.88, 0.33, 0.28, 0.05), glass);
            b.fill(
                    Outlines.polygon(
                            -0.85 + i * 0.4,
                            -0.6,
                            -0.72 + i * 0.4,
                            -0.88,
                            -0.65 + i * 0.4,
                            -0.88,
                            -0.78 + i * 0.4,
                            -0.6),
                    Colour.WHITE,
                    0.25);
        }
        b.fill(
                Outlines.svg("M 0.72 -0.88 Q 0.83 -0.86 0.88 -0.74 L 0.93 -0.6 L 0.72 -0.6 Z"),
                glass);
        for (double x : new double[] {-0.56, 0.56}) {
            b.fill(Outlines.circle(x, -0.22, 0.27), Colour.mix(low, t.ink(), 0.55));
            wheel(b, x, 0.22);
        }
        b.fill(Outlines.box(-0.8, -1.08, 1.2, 0.045, 0.02), t.wood());
        b.fill(Outlines.box(-0.7, -1.2, 0.42, 0.13, 0.03), t.lit(t.mid()));
        b.fill(
                Outlines.box(-0.24, -1.17, 0.34, 0.1, 0.03),
                t.lit(Colour.mix(t.accent(), t.deep(), 0.5)));
        b.line(Outlines.curve(-0.13, -0.5, -0.13, -0.18), t.ink(), 0.4, 0.012);
        b.glow(1.04, -0.34, 0.24, t.lamp(), t.light() == Light.DAY ? 0.2 : 0.8);
        b.fill(Outlines.oval(1.03, -0.34, 0.05, 0.07), t.lamp());
        b.line(Outlines.curve(-1.08, -0.16, 1.1, -0.16), t.stone(), 0.04);
    }

    /// A steam train; one unit is the height of its chimney.
    static void train(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush c = b.at(0, 0, side, 1, 0);
        Tints t = b.tints();
        b.line(Outlines.curve(-3.2, 0.02, 3.2, 0.02), t.ink(), 0.035);
        for (int i = -15; i <= 15; i++) {
            b.fill(Outlines.box(i * 0.2 - 0.05, 0.03, 0.1, 0.05), t.wood());
        }
        steam(c);
        carriage(c.at(-1.52, 0, 1), t.lit(t.accent()));
        carriage(c.at(-0.38, 0, 1), t.lit(Colour.mix(t.accent(), t.deep(), 0.3)));
        engine(c.at(1.0, 0, 1));
    }

    private static void steam(Brush b) {
        Tints t = b.tints();
        int grey = Colour.mix(t.skyLow(), t.white(), 0.6);
        double x = 1.38;
        double y = -1.02;
        double r = 0.09;
        for (int i = 0; i < 9; i++) {
            b.fill(Outlines.circle(x, y, r), grey, 0.75 - i * 0.07);
            x -= r * b.between(1.2, 1.7);
            y -= r * b.between(0.15, 0.5);
            r *= 1.12;
        }
    }

    private static void carriage(Brush b, int rgb) {
        Tints t = b.tints();
        Shape body = Outlines.box(-0.5, -0.72, 1.0, 0.58, 0.06);
        b.fill(body, rgb);
        b.grain(body, t.ink(), 0, -0.5, 0, 0.1, -0.1, 0.7);
        b.fill(Outlines.box(-0.54, -0.78, 1.08, 0.09, 0.045), Colour.mix(t.deep(), t.ink(), 0.3));
        for (int i = 0; i < 4; i++) {
            b.fill(
                    Outlines.box(-0.43 + i * 0.225, -0.62, 0.16, 0.2, 0.03),
                    t.light() == Light.DAY ? Colour.mix(t.lamp(), t.white(), 0.5) : t.lamp());
        }
        b.line(Outlines.curve(-0.5, -0.33, 0.5, -0.33), t.lamp(), 0.022);
        b.fill(Outlines.box(-0.62, -0.2, 0.16, 0.05), t.ink());
        for (double x : new double[] {-0.34, -0.14, 0.14, 0.34}) {
            wheel(b, x, 0.1);
        }
    }

    private static void engine(Brush b) {
        Tints t = b.tints();
        int dark = t.lit(Colour.mix(t.deep(), t.mid(), 0.12));
        int red = t.lit(t.accent());
        b.fill(Outlines.box(-0.62, -0.26, 1.28, 0.13), red);
        Shape boiler = Outlines.box(-0.2, -0.68, 0.84, 0.44, 0.12);
        b.fill(boiler, dark);
        b.grain(boiler, Colour.lighter(dark, 0.6), 0, -0.7, 0.7, 0, -0.5, 0);
        for (int i = 0; i < 4; i++) {
            b.line(
                    Outlines.curve(-0.05 + i * 0.18, -0.68, -0.05 + i * 0.18, -0.25),
                    t.lamp(),
                    0.018);
        }
        b.fill(Outlines.box(-0.6, -0.88, 0.46, 0.66), red);
        b.grain(Outlines.box(-0.6, -0.88, 0.46, 0.66), t.ink(), -0.4, -0.8, 0, -0.2, -0.2, 0.7);
        b.fill(Outlines.box(-0.66, -0.96, 0.6, 0.09, 0.03), dark);
        b.fill(Outlines.box(-0.5, -0.78, 0.27, 0.22, 0.03), t.lamp());
        b.fill(Outlines.polygon(0.33, -0.66, 0.3, -1.0, 0.5, -1.0, 0.47, -0.66), dark);
        b.fill(Outlines.box(0.28, -1.03, 0.24, 0.06, 0.02), red);
        b.fill(
                Outlines.svg("M 0.02 -0.66 Q 0.02 -0.82 0.11 -0.82 Q 0.2 -0.82 0.2 -0.66 Z"),
                t.lamp());
        b.fill(Outlines.polygon(0.64, -0.26, 0.9, 0, 0.56, 0), dark);
        b.glow(0.68, -0.5, 0.3, t.lamp(), t.light() == Light.DAY ? 0.25 : 0.9);
        b.fill(Outlines.circle(0.65, -0.5, 0.07), t.lamp());
        wheel(b, -0.4, 0.2);
        wheel(b, 0.04, 0.2);
        wheel(b, 0.44, 0.14);
        b.line(Outlines.curve(-0.4, -0.2, 0.04, -0.2, 0.5, -0.17), t.stone(), 0.03);
    }

    static void bicycle(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        bike(b.at(0, 0, side, 1, 0));
    }

    private static void bike(Brush b) {
        Tints t = b.tints();
        int frame = t.lit(t.accent());
        int dark = t.against(t.ink(), t.palette().background());
        for (double x : new double[] {-0.5, 0.52}) {
            b.line(Outlines.circle(x, -0.34, 0.325), dark, 0.045);
            b.line(Outlines.circle(x, -0.34, 0.285), t.lit(t.pale()), 0.02);
            for (int i = 0; i < 12; i++) {
                double a = Math.PI * i / 6 + 0.1;
                b.line(
                        Outlines.curve(
                                x, -0.34, x + Math.cos(a) * 0.28, -0.34 + Math.sin(a) * 0.28),
                        dark,
                        0.55,
                        0.006);
            }
            b.fill(Outlines.circle(x, -0.34, 0.03), dark);
        }
        double[] crank = {-0.02, -0.34};
        Path2D tubes = new Path2D.Double();
        tubes.append(Outlines.polygon(-0.5, -0.34, -0.16, -0.74, crank[0], crank[1]), false);
        tubes.append(Outlines.polygon(-0.16, -0.74, 0.36, -0.76, crank[0], crank[1]), false);
        b.line(tubes, frame, 0.042);
        b.line(Outlines.curve(0.52, -0.34, 0.36, -0.76, 0.33, -0.9), frame, 0.042);
        b.line(Outlines.curve(-0.14, -0.72, -0.19, -0.84), dark, 0.03);
        b.fill(
                Outlines.svg("M -0.34 -0.86 Q -0.2 -0.92 -0.06 -0.85 Q -0.14 -0.81 -0.3 -0.82 Z"),
                t.wood());
        b.line(Outlines.curve(0.33, -0.89, 0.36, -0.95, 0.26, -0.985, 0.16, -0.96), dark, 0.028);
        b.line(Outlines.curve(0.2, -0.965, 0.12, -0.94), t.wood(), 0.045);
        b.line(Outlines.circle(crank[0], crank[1], 0.08), dark, 0.025);
        b.line(Outlines.curve(crank[0], crank[1], 0.05, -0.2), dark, 0.025);
        b.line(Outlines.curve(0.01, -0.19, 0.11, -0.2), dark, 0.03);
        Shape basket = Outlines.polygon(0.42, -0.86, 0.72, -0.86, 0.67, -0.64, 0.46, -0.64);
        int[] petals = {t.lit(t.accent()), t.white(), t.lit(Colour.mix(t.accent(), t.pale(), 0.5))};
        for (int i = 0; i < 7; i++) {
            double x = 0.44 + i * 0.042;
            double y = -0.9 - 0.05 * Math.sin(i * 1.9);
            b.line(Outlines.curve(x, -0.8, x, y), t.leaf(), 0.012);
            b.fill(Outlines.circle(x, y, 0.038), petals[i % 3]);
            b.fill(Outlines.circle(x, y, 0.014), t.lamp());
        }
        b.fill(basket, t.wood());
        for (int i = 1; i < 4; i++) {
            b.line(
                    Outlines.curve(
                            0.43 + i * 0.008,
                            -0.86 + i * 0.055,
                            0.71 - i * 0.008,
                            -0.86 + i * 0.055),
                    t.ink(),
                    0.5,
                    0.01);
        }
    }
}
