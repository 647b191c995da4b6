package dev.zimage.sketch.scene;

import java.awt.Shape;

/// A sailing boat, by seed a sloop or a junk with battened sails.
final class Boats {

    private Boats() {}

    static void draw(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        Brush turned = b.at(0, 0, side, 1, b.between(-2.5, 2.5));
        if (b.chance(0.7)) {
            sloop(turned);
        } else {
            junk(turned);
        }
        Tints t = b.tints();
        for (int i = 0; i < 4; i++) {
            double w = 0.42 - 0.07 * i;
            b.fill(
                    Water.lens(b.between(-0.05, 0.05), 0.015 + i * 0.035, w, 0.014),
                    i == 0 ? t.white() : Colour.mix(t.pale(), t.mid(), 0.3),
                    0.6 - i * 0.12);
        }
    }

    private static void hull(Brush b, int rgb, int stripe) {
        Tints t = b.tints();
        Shape hull =
                Outlines.svg(
                        "M -0.4 -0.13 Q 0 -0.09 0.46 -0.16 Q 0.4 -0.02 0.28 0.012 "
                                + "Q 0 0.03 -0.3 0.012 Q -0.37 -0.03 -0.4 -0.13 Z");
        b.fill(hull, rgb);
        b.grain(hull, t.ink(), 0, -0.14, 0, 0, 0.03, 0.75);
        b.line(Outlines.svg("M -0.39 -0.1 Q 0 -0.062 0.43 -0.122"), stripe, 0.016);
    }

    private static void sloop(Brush b) {
        Tints t = b.tints();
        int sail = t.white();
        int jib = t.lit(Colour.mix(t.pale(), t.accent(), b.chance(0.5) ? 0.75 : 0.12));
        b.line(Outlines.curve(0.03, -0.1, 0.03, -0.985), t.wood(), 0.017);
        Shape main =
                Outlines.svg("M 0.008 -0.95 Q -0.1 -0.55 -0.37 -0.2 Q -0.15 -0.17 0.008 -0.19 Z");
        b.fill(main, sail);
        b.grain(main, Colour.mix(t.mid(), t.ink(), 0.3), -0.08, -0.5, 0, -0.36, -0.16, 0.6);
        for (int i = 1; i <= 3; i++) {
            double y = -0.2 - i * 0.17;
            b.line(
                    Outlines.curve(0.005, y, -0.29 + i * 0.065, y - 0.012),
                    Colour.mix(sail, t.mid(), 0.5),
                    0.5,
                    0.005);
        }
        Shape fore = Outlines.svg("M 0.05 -0.9 Q 0.16 -0.5 0.42 -0.18 Q 0.2 -0.2 0.06 -0.2 Z");
        b.fill(fore, jib);
        b.grain(fore, t.ink(), 0.1, -0.5, 0, 0.4, -0.14, 0.35);
        b.fill(Outlines.polygon(0.03, -0.99, 0.03, -0.955, -0.06, -0.972), t.lit(t.accent()));
        hull(b, t.lit(Colour.mix(t.deep(), t.accent(), b.chance(0.4) ? 0.7 : 0.1)), t.white());
    }

    private static void junk(Brush b) {
        Tints t = b.tints();
        sail(b.at(-0.02, 0, 1), t.lit(t.accent()));
        sail(b.at(0.27, -0.03, 0.62), t.lit(Colour.mix(t.accent(), t.deep(), 0.25)));
        hull(b, t.lit(Colour.mix(t.wood(), t.deep(), 0.4)), t.lamp());
    }

    private static void sail(Brush b, int rgb) {
        Tints t = b.tints();
        b.line(Outlines.curve(0.02, -0.1, 0.02, -0.98), t.wood(), 0.018);
        Shape sail =
                Outlines.svg(
                        "M -0.04 -0.94 Q 0.12 -0.9 0.15 -0.84 Q 0.21 -0.5 0.15 -0.2 L -0.24 -0.2 Q"
                                + " -0.32 -0.45 -0.24 -0.7 Q -0.17 -0.85 -0.04 -0.94 Z");
        b.fill(sail, rgb);
        b.grain(sail, t.ink(), 0, -0.5, 0, -0.3, -0.3, 0.5);
        for (int i = 1; i < 5; i++) {
            double y = -0.2 - i * 0.142;
            b.line(
                    Outlines.curve(-0.27 + (i > 3 ? 0.05 : 0), y, 0.17, y - 0.03),
                    Colour.mix(rgb, t.ink(), 0.6),
                    0.009);
        }
    }
}
