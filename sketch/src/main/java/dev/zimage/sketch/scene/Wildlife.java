package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Animals of woods and ice: a deer, an owl, a penguin.
final class Wildlife {

    private Wildlife() {}

    static void deer(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        stag(b.at(0, 0, side, 1, 0));
    }

    private static void stag(Brush b) {
        Tints t = b.tints();
        int coat = t.lit(Colour.mix(Colour.mix(t.accent(), t.deep(), 0.35), 0xA0683C, 0.45));
        int dark = Colour.mix(coat, t.ink(), 0.5);
        int pale = Colour.mix(coat, t.white(), 0.7);
        leg(b, -0.23, 0.02, dark);
        leg(b, 0.1, 0.03, dark);
        Shape body =
                Outlines.svg(
                        "M -0.3 -0.5 Q -0.2 -0.57 -0.05 -0.55 Q 0.06 -0.55 0.12 -0.62 Q 0.16 -0.72"
                                + " 0.2 -0.77 L 0.31 -0.73 Q 0.27 -0.52 0.2 -0.4 Q 0.15 -0.31 0.03"
                                + " -0.31 Q -0.1 -0.3 -0.18 -0.29 Q -0.31 -0.29 -0.33 -0.39 Q -0.34"
                                + " -0.45 -0.3 -0.5 Z");
        b.fill(body, coat);
        b.grain(body, dark, 0, -0.5, 0, 0.02, -0.28, 0.75);
        leg(b, -0.29, -0.02, coat);
        leg(b, 0.15, -0.01, coat);
        b.fill(Outlines.leaf(-0.31, -0.5, -0.38, -0.4, 0.3), pale);
        b.fill(
                Outlines.svg("M 0.29 -0.72 Q 0.27 -0.56 0.2 -0.42 Q 0.22 -0.58 0.22 -0.7 Z"),
                pale,
                0.75);
        b.fill(Outlines.leaf(0.2, -0.77, 0.06, -0.8, 0.26), coat);
        Shape head =
                Outlines.svg(
                        "M 0.18 -0.78 Q 0.22 -0.84 0.3 -0.82 L 0.43 -0.74 Q 0.455 -0.7 0.42 -0.685 "
                                + "Q 0.36 -0.67 0.3 -0.68 Q 0.2 -0.69 0.18 -0.78 Z");
        b.fill(head, coat);
        b.grain(head, dark, 0.3, -0.76, 0, 0.32, -0.67, 0.6);
        b.fill(Outlines.oval(0.427, -0.717, 0.022, 0.02), t.ink());
        b.fill(Outlines.circle(0.29, -0.765, 0.016), t.ink());
        for (double[] d :
                new double[][] {
                    {-0.2, -0.5}, {-0.12, -0.48}, {-0.17, -0.44}, {-0.05, -0.5}, {-0.25, -0.46}
                }) {
            b.fill(Outlines.circle(d[0], d[1], 0.012), pale, 0.9);
        }
        int horn = Colour.mix(t.pale(), t.lit(t.wood()), 0.4);
        antler(b.at(0.23, -0.82, 1), horn);
        antler(b.at(0.25, -0.82, -0.75, 0.95, -4), Colour.mix(horn, t.ink(), 0.25));
    }

    private static void antler(Brush b, int rgb) {
        b.line(Outlines.curve(0, 0, -0.07, -0.06, -0.1, -0.13, -0.07, -0.185), rgb, 0.02);
        b.line(Outlines.curve(-0.05, -0.045, -0.01, -0.09, 0, -0.13), rgb, 0.015);
        b.line(Outlines.curve(-0.095, -0.11, -0.15, -0.14, -0.165, -0.18), rgb, 0.015);
    }

    private static void leg(Brush b, double x, double lean, int rgb) {
        Path2D path =
                Outlines.svg(
                        "M %f -0.42 Q %f -0.24 %f -0.2 L %f 0.0 L %f 0.0 L %f -0.2 Q %f -0.26 %f"
                                + " -0.4 Z",
                        x - 0.04,
                        x - 0.005,
                        x + lean,
                        x + lean - 0.005,
                        x + lean + 0.035,
                        x + lean + 0.035,
                        x + 0.08,
                        x + 0.1);
        b.fill(path, rgb);
        b.fill(Outlines.box(x + lean - 0.008, -0.035, 0.046, 0.036), b.tints().ink());
    }

    static void owl(Brush b) {
        Tints t = b.tints();
        int coat = t.lit(Colour.mix(Colour.mix(t.mid(), t.deep(), 0.3), 0x8A6240, 0.35));
        int dark = Colour.mix(coat, t.ink(), 0.5);
        int pale = Colour.mix(coat, t.white(), 0.7);
        b.line(Outlines.curve(-0.62, -0.05, 0, -0.07, 0.62, -0.02), t.wood(), 0.075);
        b.fill(Outlines.leaf(0.45, -0.05, 0.62, -0.2, 0.3), t.leaf());
        b.fill(Outlines.leaf(-0.45, -0.06, -0.58, -0.2, 0.3), t.leaf());
        Shape body =
                Outlines.blob(
                        0, -0.86, 0.17, -0.86, 0.27, -0.99, 0.29, -0.8, 0.31, -0.5, 0.24, -0.2, 0,
                        -0.05, -0.24, -0.2, -0.31, -0.5, -0.29, -0.8, -0.27, -0.99, -0.17, -0.86);
        b.fill(body, coat);
        b.grain(body, dark, 0.05, -0.5, 0, 0.34, -0.3, 0.8);
        b.fill(
                Outlines.blob(
                        0, -0.54, 0.18, -0.46, 0.19, -0.26, 0, -0.1, -0.19, -0.26, -0.18, -0.46),
                pale);
        for (int row = 0; row < 4; row++) {
            for (int i = -2; i <= 2; i++) {
                double x = i * 0.075 + row % 2 * 0.035;
                if (Math.abs(x) < 0.16 - row * 0.015) {
                    b.line(
                            Outlines.curve(
                                    x - 0.025,
                                    -0.42 + row * 0.075,
                                    x,
                                    -0.395 + row * 0.075,
                                    x + 0.025,
                                    -0.42 + row * 0.075),
                            dark,
                            0.8,
                            0.013);
                }
            }
        }
        for (int s = -1; s <= 1; s += 2) {
            Shape wing =
                    Outlines.blob(
                            s * 0.27, -0.58, s * 0.34, -0.4, s * 0.27, -0.16, s * 0.17, -0.24,
                            s * 0.19, -0.44);
            b.fill(wing, Colour.mix(coat, t.ink(), 0.3));
            b.fill(Outlines.circle(s * 0.125, -0.71, 0.14), pale);
            b.fill(Outlines.circle(s * 0.12, -0.71, 0.1), t.lamp());
            b.fill(Outlines.circle(s * 0.115, -0.71, 0.062), Colour.darker(t.ink(), 0.3));
            b.fill(Outlines.circle(s * 0.115 - 0.022, -0.735, 0.02), Colour.WHITE);
            for (int k = -1; k <= 1; k++) {
                b.line(
                        Outlines.curve(s * 0.1 + k * 0.03, -0.1, s * 0.1 + k * 0.034, -0.04),
                        t.lamp(),
                        0.022);
            }
        }
        b.fill(Outlines.polygon(-0.035, -0.68, 0.035, -0.68, 0, -0.58), t.lit(t.accent()));
    }

    static void penguin(Brush b) {
        Tints t = b.tints();
        int black = Colour.mix(t.ink(), t.deep(), 0.4);
        int white = t.white();
        int beak = t.lit(Colour.mix(t.accent(), 0xF2A03C, 0.4));
        for (int s = -1; s <= 1; s += 2) {
            b.fill(Outlines.oval(s * 0.1, -0.02, 0.1, 0.035), beak);
            Shape wing =
                    Outlines.blob(
                            s * 0.2, -0.58, s * 0.3, -0.42, s * 0.36, -0.22, s * 0.3, -0.2,
                            s * 0.22, -0.32);
            b.fill(wing, black);
        }
        Shape body =
                Outlines.blob(
                        0, -0.99, 0.14, -0.93, 0.19, -0.75, 0.24, -0.5, 0.26, -0.25, 0.18, -0.05, 0,
                        -0.01, -0.18, -0.05, -0.26, -0.25, -0.24, -0.5, -0.19, -0.75, -0.14, -0.93);
        b.fill(body, black);
        b.grain(body, Colour.lighter(black, 0.5), -0.26, -0.8, 0.6, -0.05, -0.6, 0);
        Shape belly =
                Outlines.blob(
                        0, -0.66, 0.12, -0.62, 0.18, -0.4, 0.19, -0.2, 0.12, -0.06, 0, -0.03, -0.12,
                        -0.06, -0.19, -0.2, -0.18, -0.4, -0.12, -0.62);
        b.fill(belly, white);
        b.grain(belly, t.mid(), 0.02, -0.4, 0, 0.22, -0.1, 0.6);
        b.fill(Outlines.oval(-0.07, -0.78, 0.075, 0.09), white);
        b.fill(Outlines.oval(0.07, -0.78, 0.075, 0.09), white);
        b.fill(Outlines.circle(-0.055, -0.8, 0.024), Colour.BLACK);
        b.fill(Outlines.circle(0.055, -0.8, 0.024), Colour.BLACK);
        b.fill(Outlines.circle(-0.062, -0.808, 0.008), Colour.WHITE);
        b.fill(Outlines.circle(0.048, -0.808, 0.008), Colour.WHITE);
        b.fill(Outlines.polygon(-0.045, -0.745, 0.045, -0.745, 0, -0.685), beak);
        int scarf = t.lit(t.accent());
        b.line(Outlines.curve(-0.19, -0.63, 0, -0.585, 0.19, -0.63), scarf, 0.08);
        b.line(Outlines.curve(0.1, -0.58, 0.13, -0.48, 0.12, -0.4), scarf, 0.075);
        for (int i = 0; i < 3; i++) {
            b.line(
                    Outlines.curve(0.095 + i * 0.025, -0.385, 0.09 + i * 0.025, -0.355),
                    scarf,
                    0.014);
        }
    }
}
