package dev.zimage.sketch.scene;

import java.awt.Shape;

/// What swims on or breaks through the water: a whale, a swan.
final class Swimmers {

    private Swimmers() {}

    static void whale(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        breaching(b.at(0, 0, side, 1, 0));
        for (int i = 0; i < 4; i++) {
            b.fill(
                    Water.lens(
                            0.1 * side + b.between(-0.1, 0.1),
                            0.02 + i * 0.05,
                            1.15 - i * 0.18,
                            0.03),
                    b.tints().white(),
                    0.65 - i * 0.14);
        }
    }

    /// The same whale, under water.
    static void diving(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        breaching(b.at(0, 0, side, 1, -side * 7));
    }

    private static void breaching(Brush b) {
        Tints t = b.tints();
        int back = t.lit(Colour.mix(t.deep(), t.mid(), 0.3));
        int belly = t.lit(Colour.mix(t.pale(), t.mid(), 0.12));
        int foam = t.white();
        for (int i = 0; i < 15; i++) {
            double s = i % 2 == 0 ? 1 : -1;
            double u = i / 14.0;
            b.fill(
                    Outlines.leaf(
                            0.72 + s * 0.015,
                            -0.72,
                            0.72 + s * (0.05 + 0.17 * u),
                            -0.98 + 0.22 * u * u,
                            0.1),
                    foam,
                    0.85);
        }
        Shape body =
                Outlines.svg(
                        "M -0.86 0.02 C -0.82 -0.2 -0.62 -0.24 -0.42 -0.2 C -0.1 -0.16 0.2 -0.6"
                                + " 0.55 -0.7 C 0.85 -0.76 1.06 -0.56 1.06 -0.3 C 1.05 -0.1 0.98 0.0"
                                + " 0.94 0.02 Z");
        b.fill(body, back);
        Shape under =
                Outlines.within(
                        body,
                        Outlines.svg(
                                "M 1.1 -0.34 C 0.8 -0.3 0.55 -0.3 0.36 -0.1 L 0.3 0.1 L 1.2 0.1"
                                        + " Z"));
        b.fill(under, belly);
        for (int i = 0; i < 5; i++) {
            b.line(
                    Outlines.within(
                            body,
                            Outlines.curve(
                                    1.04 - i * 0.01,
                                    -0.24 + i * 0.055,
                                    0.7,
                                    -0.22 + i * 0.06,
                                    0.42 - i * 0.01,
                                    -0.06 + i * 0.04)),
                    Colour.mix(belly, t.ink(), 0.45),
                    0.5,
                    0.008);
        }
        b.grain(body, t.ink(), 0, -0.5, 0, 0.05, 0.05, 0.7);
        b.grain(body, Colour.lighter(back, 0.4), 0.3, -0.7, 0.6, 0.5, -0.42, 0);
        b.fill(Outlines.circle(0.82, -0.39, 0.026), t.ink());
        b.fill(Outlines.circle(0.814, -0.398, 0.009), Colour.WHITE);
        b.line(Outlines.curve(1.055, -0.33, 0.95, -0.32, 0.86, -0.34), t.ink(), 0.6, 0.014);
        Shape fin = Outlines.svg("M 0.42 -0.1 Q 0.3 0.0 0.2 -0.02 Q 0.26 -0.18 0.46 -0.24 Z");
        b.fill(fin, Colour.mix(back, t.ink(), 0.35));
        Shape fluke =
                Outlines.svg(
                        "M -0.84 0.02 C -0.86 -0.22 -0.9 -0.34 -0.94 -0.44 C -1.08 -0.4 -1.16 -0.48"
                                + " -1.2 -0.6 C -1.04 -0.6 -0.94 -0.56 -0.89 -0.5 C -0.86 -0.58 -0.78"
                                + " -0.64 -0.64 -0.66 C -0.66 -0.54 -0.74 -0.44 -0.86 -0.43 C -0.82"
                                + " -0.3 -0.76 -0.16 -0.7 0.02 Z");
        b.fill(fluke, back);
        b.grain(fluke, t.ink(), -0.9, -0.6, 0, -0.8, 0, 0.7);
    }

    static void swan(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        swanOf(b.at(0, 0, side, 1, 0));
    }

    private static void swanOf(Brush b) {
        Tints t = b.tints();
        int white = t.isNight() ? Colour.mix(t.white(), t.pale(), 0.5) : t.white();
        int shade = Colour.mix(t.mid(), t.deep(), 0.2);
        b.line(
                Outlines.curve(0.36, -0.2, 0.5, -0.36, 0.36, -0.56, 0.3, -0.76, 0.42, -0.9),
                white,
                0.1);
        b.fill(Outlines.oval(0.45, -0.9, 0.085, 0.065, 12), white);
        b.fill(
                Outlines.svg("M 0.5 -0.93 L 0.67 -0.85 Q 0.6 -0.83 0.51 -0.85 Z"),
                t.lit(Colour.mix(t.accent(), 0xF08A2C, 0.4)));
        b.fill(Outlines.svg("M 0.49 -0.945 Q 0.54 -0.93 0.53 -0.87 L 0.49 -0.87 Z"), t.ink());
        b.fill(Outlines.circle(0.46, -0.915, 0.012), t.ink());
        Shape body =
                Outlines.svg(
                        "M -0.62 -0.34 Q -0.4 -0.3 -0.2 -0.4 Q 0.2 -0.5 0.42 -0.2 Q 0.5 -0.04 0.34"
                                + " 0 L -0.28 0 Q -0.5 -0.06 -0.62 -0.34 Z");
        b.fill(body, white);
        b.grain(body, shade, 0, -0.24, 0, 0, 0.02, 0.6);
        Shape wing =
                Outlines.svg(
                        "M -0.58 -0.5 Q -0.3 -0.44 -0.1 -0.52 Q 0.2 -0.56 0.28 -0.28 Q 0.22 -0.1"
                                + " -0.06 -0.12 Q -0.4 -0.14 -0.58 -0.5 Z");
        b.fill(wing, Colour.lighter(white, 0.3));
        b.grain(wing, shade, 0, -0.4, 0, -0.3, -0.1, 0.65);
        for (int i = 0; i < 3; i++) {
            b.line(
                    Outlines.curve(
                            -0.46 + i * 0.12,
                            -0.42 + i * 0.06,
                            -0.2 + i * 0.1,
                            -0.3 + i * 0.04,
                            0.1,
                            -0.24 + i * 0.02),
                    shade,
                    0.5,
                    0.01);
        }
        for (int i = 0; i < 3; i++) {
            b.fill(
                    Water.lens(0, 0.015 + i * 0.045, 0.62 + i * 0.1, 0.016),
                    t.white(),
                    0.6 - i * 0.16);
        }
    }
}
