package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Animals that sit and look at us: a dog, a rabbit, a panda.
final class Pets {

    private Pets() {}

    private static void eye(Brush b, double x, double y, double r) {
        b.fill(Outlines.oval(x, y, r, r * 1.12), Colour.darker(b.tints().ink(), 0.3));
        b.fill(Outlines.circle(x - r * 0.3, y - r * 0.4, r * 0.34), Colour.WHITE, 0.95);
    }

    private static void smile(Brush b, double y, double w, int rgb) {
        b.line(Outlines.curve(0, y, -w * 0.45, y + w * 0.5, -w, y + w * 0.3), rgb, 0.01);
        b.line(Outlines.curve(0, y, w * 0.45, y + w * 0.5, w, y + w * 0.3), rgb, 0.01);
    }

    static void dog(Brush b) {
        Tints t = b.tints();
        int coat =
                b.chance(0.6)
                        ? t.lit(Colour.mix(t.accent(), 0xD9924A, 0.5))
                        : t.lit(Colour.mix(t.mid(), 0x8A5A36, 0.5));
        double side = b.chance(0.5) ? 1 : -1;
        sittingDog(b.at(0, 0, side, 1, 0), coat, b.chance(0.5));
    }

    private static void sittingDog(Brush b, int coat, boolean pricked) {
        Tints t = b.tints();
        int dark = Colour.mix(coat, t.ink(), 0.5);
        int white = Colour.mix(coat, t.white(), 0.85);
        if (pricked) {
            b.line(
                    Outlines.curve(0.2, -0.1, 0.36, -0.16, 0.4, -0.3, 0.3, -0.36, 0.26, -0.27),
                    coat,
                    0.09);
        } else {
            b.line(Outlines.curve(0.2, -0.06, 0.36, -0.08, 0.44, -0.2, 0.5, -0.34), coat, 0.07);
        }
        Shape body =
                Outlines.blob(
                        0, -0.62, 0.16, -0.52, 0.24, -0.3, 0.28, -0.1, 0.22, 0, 0, 0.005, -0.22, 0,
                        -0.27, -0.1, -0.23, -0.3, -0.16, -0.52);
        b.fill(body, coat);
        b.grain(body, dark, 0.02, -0.3, 0, 0.3, -0.05, 0.8);
        b.fill(
                Outlines.blob(
                        0, -0.56, 0.12, -0.44, 0.11, -0.26, 0, -0.14, -0.11, -0.26, -0.12, -0.44),
                white);
        for (int s = -1; s <= 1; s += 2) {
            Shape leg = Outlines.box(s * 0.09 - 0.055, -0.34, 0.11, 0.345, 0.05);
            b.fill(leg, Colour.mix(coat, white, 0.15));
            b.fill(Outlines.oval(s * 0.095, -0.02, 0.075, 0.035), white);
            b.line(Outlines.curve(s * 0.035, -0.05, s * 0.03, -0.25), dark, 0.5, 0.01);
        }
        b.line(Outlines.curve(-0.13, -0.49, 0, -0.45, 0.13, -0.49), t.lit(t.accent()), 0.04);
        b.fill(Outlines.circle(0, -0.43, 0.03), t.lamp());
        dogHead(b, coat, dark, white, pricked);
    }

    private static void dogHead(Brush b, int coat, int dark, int white, boolean pricked) {
        Tints t = b.tints();
        if (pricked) {
            for (int s = -1; s <= 1; s += 2) {
                b.fill(
                        Outlines.svg(
                                "M %f -0.82 Q %f -0.95 %f -1.0 Q %f -0.93 %f -0.86 Z",
                                s * 0.21, s * 0.23, s * 0.19, s * 0.08, s * 0.04),
                        coat);
                b.fill(
                        Outlines.polygon(s * 0.18, -0.85, s * 0.178, -0.95, s * 0.1, -0.88),
                        Colour.mix(white, 0xE8A39A, 0.4));
            }
        }
        Shape head =
                Outlines.blob(
                        0, -0.93, 0.15, -0.9, 0.225, -0.77, 0.2, -0.63, 0.1, -0.54, 0, -0.52, -0.1,
                        -0.54, -0.2, -0.63, -0.225, -0.77, -0.15, -0.9);
        b.fill(head, coat);
        b.grain(head, dark, 0.04, -0.72, 0, 0.24, -0.6, 0.75);
        b.grain(head, Colour.lighter(coat, 0.4), -0.2, -0.92, 0.5, 0, -0.75, 0);
        b.fill(
                Outlines.blob(
                        0, -0.74, 0.1, -0.68, 0.13, -0.6, 0.07, -0.545, 0, -0.53, -0.07, -0.545,
                        -0.13, -0.6, -0.1, -0.68),
                white);
        b.fill(Outlines.leaf(0, -0.93, 0, -0.68, 0.16), white);
        if (!pricked) {
            for (int s = -1; s <= 1; s += 2) {
                Shape ear =
                        Outlines.blob(
                                s * 0.12, -0.92, s * 0.22, -0.9, s * 0.3, -0.74, s * 0.28, -0.6,
                                s * 0.2, -0.6, s * 0.19, -0.76);
                b.fill(ear, Colour.mix(coat, t.ink(), 0.4));
                b.grain(ear, t.ink(), s * 0.2, -0.8, 0, s * 0.26, -0.58, 0.6);
            }
        }
        eye(b, -0.095, -0.745, 0.036);
        eye(b, 0.095, -0.745, 0.036);
        b.fill(
                Outlines.blob(
                        0, -0.69, 0.045, -0.675, 0.03, -0.645, 0, -0.63, -0.03, -0.645, -0.045,
                        -0.675),
                t.ink());
        b.fill(
                Outlines.svg(
                        "M -0.035 -0.6 L 0.035 -0.6 Q 0.04 -0.53 0 -0.52 Q -0.04 -0.53 -0.035 -0.6"
                                + " Z"),
                Colour.mix(0xE0736B, t.lit(t.accent()), 0.3));
        smile(b, -0.635, 0.08, t.ink());
    }

    static void rabbit(Brush b) {
        Tints t = b.tints();
        int fur = b.chance(0.6) ? t.white() : t.lit(Colour.mix(t.mid(), t.pale(), 0.45));
        int dark = Colour.mix(fur, t.ink(), 0.4);
        int pink = Colour.mix(t.lit(0xF0A7A7), fur, 0.25);
        b.fill(Outlines.circle(0.27, -0.12, 0.085), Colour.lighter(fur, 0.5));
        Shape body =
                Outlines.blob(
                        0, -0.46, 0.16, -0.38, 0.26, -0.2, 0.24, -0.05, 0.12, 0, 0, 0.005, -0.12, 0,
                        -0.24, -0.05, -0.26, -0.2, -0.16, -0.38);
        b.fill(body, fur);
        b.grain(body, dark, 0.02, -0.2, 0, 0.3, -0.02, 0.7);
        b.fill(Outlines.oval(0, -0.2, 0.12, 0.14), Colour.lighter(fur, 0.5), 0.8);
        for (int s = -1; s <= 1; s += 2) {
            Brush ear = b.at(s * 0.09, -0.66, 1, 1, s * (s > 0 ? 14 : 8));
            Shape outer = Outlines.blob(-0.055, 0, -0.075, -0.2, 0, -0.345, 0.075, -0.2, 0.055, 0);
            ear.fill(outer, fur);
            ear.grain(outer, dark, 0, -0.1, 0, 0.1, -0.1, 0.7);
            ear.fill(
                    Outlines.blob(-0.028, -0.03, -0.04, -0.19, 0, -0.29, 0.04, -0.19, 0.028, -0.03),
                    pink);
            b.fill(
                    Outlines.oval(s * 0.14, -0.02, 0.11, 0.045),
                    Colour.mix(fur, dark, s > 0 ? 0.2 : 0.05));
            b.fill(Outlines.oval(s * 0.06, -0.2, 0.04, 0.075, s * 12), Colour.mix(fur, dark, 0.14));
        }
        Shape head =
                Outlines.blob(
                        0, -0.73, 0.14, -0.69, 0.2, -0.56, 0.14, -0.43, 0, -0.4, -0.14, -0.43, -0.2,
                        -0.56, -0.14, -0.69);
        b.fill(head, fur);
        b.grain(head, dark, 0.04, -0.55, 0, 0.22, -0.44, 0.65);
        eye(b, -0.09, -0.575, 0.032);
        eye(b, 0.09, -0.575, 0.032);
        b.fill(Outlines.circle(-0.13, -0.505, 0.035), pink, 0.6);
        b.fill(Outlines.circle(0.13, -0.505, 0.035), pink, 0.6);
        b.fill(
                Outlines.polygon(-0.022, -0.53, 0.022, -0.53, 0, -0.505),
                Colour.mix(pink, t.ink(), 0.2));
        smile(b, -0.505, 0.045, Colour.mix(t.ink(), fur, 0.2));
    }

    static void panda(Brush b) {
        Tints t = b.tints();
        int white = t.white();
        int black = Colour.mix(t.ink(), 0x1C1C22, 0.4);
        Shape body =
                Outlines.blob(
                        0, -0.6, 0.2, -0.54, 0.33, -0.3, 0.3, -0.08, 0.14, 0, 0, 0.005, -0.14, 0,
                        -0.3, -0.08, -0.33, -0.3, -0.2, -0.54);
        b.fill(body, white);
        b.grain(body, t.ink(), 0.06, -0.3, 0, 0.38, -0.02, 0.45);
        b.fill(
                Outlines.within(
                        body,
                        Outlines.blob(
                                -0.4, -0.62, 0, -0.5, 0.4, -0.62, 0.36, -0.36, 0, -0.4, -0.36,
                                -0.36)),
                black);
        b.fill(Outlines.circle(-0.2, -0.945, 0.085), black);
        b.fill(Outlines.circle(0.2, -0.945, 0.085), black);
        Shape head =
                Outlines.blob(
                        0, -0.985, 0.19, -0.93, 0.285, -0.75, 0.22, -0.58, 0, -0.52, -0.22, -0.58,
                        -0.285, -0.75, -0.19, -0.93);
        b.fill(head, white);
        b.grain(head, t.ink(), 0.06, -0.7, 0, 0.32, -0.54, 0.42);
        for (int s = -1; s <= 1; s += 2) {
            b.fill(Outlines.oval(s * 0.118, -0.755, 0.058, 0.082, s * 32), black);
            b.fill(Outlines.circle(s * 0.105, -0.765, 0.028), Colour.WHITE, 0.95);
            b.fill(Outlines.circle(s * 0.102, -0.765, 0.018), Colour.BLACK);
            b.fill(Outlines.oval(s * 0.22, -0.055, 0.13, 0.1, s * 18), black);
            b.fill(Outlines.oval(s * 0.245, -0.05, 0.06, 0.055), Colour.mix(black, white, 0.3));
        }
        b.fill(Outlines.oval(0, -0.665, 0.045, 0.03), black);
        smile(b, -0.635, 0.06, black);
        b.line(Outlines.curve(0.02, -0.12, 0.13, -0.42, 0.28, -0.78), t.leaf(), 0.03);
        for (int i = 0; i < 4; i++) {
            double u = i * 0.13;
            b.fill(
                    Outlines.leaf(
                            0.16 + u * 0.35,
                            -0.5 - u * 0.85,
                            0.34 + u * 0.3,
                            -0.56 - u * 0.9,
                            0.17),
                    t.leaf());
        }
        b.line(Outlines.curve(-0.26, -0.44, -0.2, -0.26, 0.03, -0.27), black, 0.115);
        b.line(Outlines.curve(0.28, -0.42, 0.26, -0.26, 0.1, -0.24), black, 0.115);
    }
}
