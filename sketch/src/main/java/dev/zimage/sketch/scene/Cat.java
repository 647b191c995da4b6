package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// A sitting cat, its tail round its feet.
final class Cat {

    private Cat() {}

    static void draw(Brush b) {
        Tints t = b.tints();
        int fur =
                switch (b.random().nextInt(3)) {
                    case 0 -> t.ink();
                    case 1 -> t.lit(Colour.mix(t.accent(), 0xD98A3D, 0.4));
                    default -> t.lit(Colour.mix(t.pale(), t.mid(), 0.25));
                };
        double side = b.chance(0.5) ? 1 : -1;
        paint(b.at(0, 0, side, 1, 0), fur);
    }

    private static void paint(Brush b, int fur) {
        Tints t = b.tints();
        int dark = Colour.mix(fur, t.ink(), 0.55);
        boolean black = Colour.lightness(fur) < 0.4;
        int eye = Colour.mix(t.lamp(), 0xD8E06A, 0.25);
        Path2D tail = Outlines.curve(0.2, -0.06, 0.38, -0.06, 0.44, -0.16, 0.4, -0.27, 0.44, -0.36);
        b.line(tail, Colour.mix(fur, t.ink(), 0.25), 0.075);
        Shape body =
                Outlines.blob(
                        0, -0.62, 0.13, -0.5, 0.24, -0.28, 0.27, -0.1, 0.2, 0, 0, 0.005, -0.2, 0,
                        -0.26, -0.1, -0.22, -0.3, -0.13, -0.5);
        b.fill(body, fur);
        b.grain(body, dark, 0.02, -0.3, 0, 0.3, -0.1, 0.8);
        Shape head = head();
        b.fill(head, fur);
        b.grain(head, dark, 0.02, -0.7, 0, 0.24, -0.55, 0.7);
        b.grain(head, Colour.lighter(fur, 0.4), -0.22, -0.9, 0.4, 0, -0.7, 0);
        int inner = Colour.mix(t.lit(0xE8A39A), fur, 0.25);
        b.fill(Outlines.polygon(-0.175, -0.845, -0.155, -0.94, -0.095, -0.87), inner, 0.85);
        b.fill(Outlines.polygon(0.175, -0.845, 0.155, -0.94, 0.095, -0.87), inner, 0.85);
        int chest = black ? Colour.mix(fur, t.pale(), 0.18) : Colour.mix(fur, t.white(), 0.75);
        b.fill(
                Outlines.blob(
                        0, -0.52, 0.085, -0.42, 0.06, -0.28, 0, -0.2, -0.06, -0.28, -0.085, -0.42),
                chest);
        b.line(Outlines.curve(-0.055, -0.03, -0.06, -0.12, -0.075, -0.24), dark, 0.012);
        b.line(Outlines.curve(0.055, -0.03, 0.06, -0.12, 0.075, -0.24), dark, 0.012);
        b.fill(Outlines.oval(-0.085, -0.02, 0.075, 0.035), Colour.mix(fur, chest, 0.5));
        b.fill(Outlines.oval(0.085, -0.02, 0.075, 0.035), Colour.mix(fur, chest, 0.35));
        face(b, eye, inner, chest);
        if (!black) {
            for (int i = -1; i <= 1; i++) {
                b.fill(Outlines.leaf(i * 0.05, -0.9, i * 0.04, -0.81, 0.2), dark, 0.8);
            }
            for (int i = 0; i < 3; i++) {
                b.fill(
                        Outlines.leaf(
                                0.26 - i * 0.015, -0.16 - i * 0.1, 0.13, -0.19 - i * 0.1, 0.2),
                        dark,
                        0.7);
                b.fill(
                        Outlines.leaf(
                                -0.26 + i * 0.015, -0.16 - i * 0.1, -0.13, -0.19 - i * 0.1, 0.2),
                        dark,
                        0.55);
            }
        }
    }

    private static Shape head() {
        return Outlines.joined(
                Outlines.oval(0, -0.7, 0.215, 0.175),
                Outlines.svg(
                        "M -0.205 -0.72 Q -0.225 -0.9 -0.185 -0.985 Q -0.1 -0.94 -0.04 -0.85 Z"),
                Outlines.svg("M 0.205 -0.72 Q 0.225 -0.9 0.185 -0.985 Q 0.1 -0.94 0.04 -0.85 Z"));
    }

    private static void face(Brush b, int eye, int nose, int muzzle) {
        Tints t = b.tints();
        b.fill(Outlines.oval(-0.04, -0.632, 0.055, 0.042), muzzle);
        b.fill(Outlines.oval(0.04, -0.632, 0.055, 0.042), muzzle);
        for (int s = -1; s <= 1; s += 2) {
            b.fill(Outlines.oval(s * 0.092, -0.715, 0.046, 0.05), eye);
            b.fill(Outlines.oval(s * 0.09, -0.715, 0.017, 0.046), Colour.darker(t.ink(), 0.3));
            b.fill(Outlines.circle(s * 0.09 - 0.014, -0.735, 0.011), Colour.WHITE, 0.9);
            for (int k = -1; k <= 1; k++) {
                b.line(
                        Outlines.curve(
                                s * 0.07,
                                -0.63 + k * 0.012,
                                s * 0.17,
                                -0.64 + k * 0.03,
                                s * 0.28,
                                -0.63 + k * 0.05),
                        Colour.mix(t.pale(), muzzle, 0.4),
                        0.7,
                        0.005);
            }
        }
        b.fill(Outlines.polygon(-0.022, -0.667, 0.022, -0.667, 0, -0.642), nose);
        b.line(Outlines.curve(0, -0.645, -0.01, -0.62, -0.035, -0.615), t.ink(), 0.008);
        b.line(Outlines.curve(0, -0.645, 0.01, -0.62, 0.035, -0.615), t.ink(), 0.008);
    }
}
