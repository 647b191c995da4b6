package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Cut flowers, large: a bunch in a vase, a rose, a sunflower, tulips, a blossoming branch, a
/// lotus.
final class Flowers {

    private Flowers() {}

    /// A bunch of different flowers in a vase.
    static void bunch(Brush b) {
        Tints t = b.tints();
        double[][] stems = {
            {0, -0.82, 0.13},
            {-0.24, -0.7, 0.105},
            {0.25, -0.72, 0.11},
            {-0.11, -0.6, 0.09},
            {0.14, -0.56, 0.085},
            {-0.33, -0.52, 0.075},
            {0.34, -0.5, 0.075}
        };
        for (double[] s : stems) {
            b.line(
                    Outlines.curve(0, -0.3, s[0] * 0.5, (s[1] - 0.3) / 2, s[0], s[1]),
                    t.leaf(),
                    0.016);
        }
        for (int i = 0; i < 9; i++) {
            double a = Math.toRadians(-165 + i * 19);
            b.fill(
                    Outlines.leaf(0, -0.36, Math.cos(a) * 0.42, -0.42 + Math.sin(a) * 0.3, 0.2),
                    i % 2 == 0 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.3));
        }
        int[] colours = {
            t.lit(t.accent()),
            t.white(),
            t.lit(Colour.mix(t.accent(), t.pale(), 0.45)),
            t.lit(Colour.mix(t.mid(), t.pale(), 0.3))
        };
        for (int i = 0; i < stems.length; i++) {
            head(
                    b.at(stems[i][0], stems[i][1], stems[i][2]),
                    colours[i % 4],
                    i % 3 == 1 ? 12 : i % 3 == 2 ? 5 : 8);
        }
        int vase = t.lit(Colour.mix(t.pale(), t.mid(), 0.35));
        Shape pot =
                Outlines.svg(
                        "M -0.1 -0.36 Q -0.09 -0.31 -0.15 -0.25 Q -0.21 -0.17 -0.17 -0.05 Q -0.15 0"
                                + " -0.1 0 L 0.1 0 Q 0.15 0 0.17 -0.05 Q 0.21 -0.17 0.15 -0.25 Q 0.09"
                                + " -0.31 0.1 -0.36 Z");
        b.fill(pot, vase);
        b.round(pot, Colour.mix(vase, t.ink(), 0.6), Colour.lighter(vase, 0.5));
        b.line(Outlines.curve(-0.19, -0.15, 0, -0.12, 0.19, -0.15), t.lit(t.accent()), 0.022);
    }

    /// The head of a flower with `petals`, in a disc of radius one.
    static void head(Brush b, int rgb, int petals) {
        Tints t = b.tints();
        int shade = Colour.mix(rgb, t.ink(), 0.3);
        double turn = b.between(0, 40);
        for (int i = 0; i < petals; i++) {
            Brush p = b.at(0, 0, 1, 1, turn + i * 360.0 / petals);
            double w = 2.4 / petals;
            Shape petal =
                    Outlines.blob(
                            0, 0, w * 0.7, -0.45, w * 0.75, -0.8, 0, -1, -w * 0.75, -0.8, -w * 0.7,
                            -0.45);
            p.fill(petal, i % 2 == 0 ? rgb : Colour.mix(rgb, shade, 0.35));
            p.grain(petal, shade, 0, 0, 0.9, 0, -0.75, 0);
        }
        b.fill(Outlines.circle(0, 0, 0.26), t.lit(Colour.mix(t.accent(), 0xF2B632, 0.7)));
        b.grain(Outlines.circle(0, 0, 0.26), t.ink(), 0, 0, 0, 0.25, 0.2, 0.7);
    }

    static void rose(Brush b) {
        Tints t = b.tints();
        int red = t.lit(Colour.mix(t.accent(), 0xC9243F, 0.45));
        int dark = Colour.mix(red, t.ink(), 0.45);
        int light = Colour.lighter(red, 0.22);
        b.line(Outlines.curve(0, -0.6, 0.02, -0.3, -0.03, 0), t.leaf(), 0.035);
        for (int s = -1; s <= 1; s += 2) {
            double y = s < 0 ? -0.26 : -0.36;
            Shape leaf = Outlines.leaf(0.01, y + 0.06, s * 0.3, y - 0.08, 0.36);
            b.fill(leaf, s < 0 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.2));
            b.line(
                    Outlines.curve(0.01, y + 0.06, s * 0.26, y - 0.06),
                    Colour.lighter(t.leaf(), 0.35),
                    0.01);
        }
        Brush c = b.at(0, -0.72, 0.3);
        for (int i = -2; i <= 2; i++) {
            c.fill(Outlines.leaf(0, 0.7, i * 0.42, 1.05 - Math.abs(i) * 0.2, 0.3), t.leaf());
        }
        c.fill(
                Outlines.blob(
                        -0.9, -0.35, -1.05, 0.2, -0.7, 0.75, 0, 0.95, 0.7, 0.75, 1.05, 0.2, 0.9,
                        -0.35, 0, -0.7),
                dark);
        Shape left =
                Outlines.svg(
                        "M -0.2 0.9 C -0.9 0.8 -1.15 0.1 -0.85 -0.45 C -0.6 -0.2 -0.2 0.1 0.05 0.85"
                                + " Z");
        c.fill(left, red);
        c.grain(left, dark, -0.5, 0, 0, 0, 0.8, 0.8);
        Shape right =
                Outlines.svg(
                        "M 0.15 0.9 C 0.9 0.8 1.15 0.1 0.88 -0.45 C 0.6 -0.2 0.15 0.2 -0.05 0.85"
                                + " Z");
        c.fill(right, Colour.mix(red, dark, 0.2));
        c.grain(right, dark, 0.3, 0, 0, 0.9, 0.6, 0.8);
        c.fill(
                Outlines.blob(
                        -0.62, -0.5, -0.66, 0.1, -0.3, 0.55, 0.2, 0.55, 0.62, 0.1, 0.6, -0.5, 0,
                        -0.85),
                Colour.mix(red, dark, 0.35));
        Shape front =
                Outlines.svg(
                        "M -0.66 -0.25 C -0.5 -0.1 0.1 0.0 0.64 -0.35 C 0.72 0.25 0.3 0.72 -0.02"
                                + " 0.72 C -0.4 0.7 -0.72 0.3 -0.66 -0.25 Z");
        c.fill(front, light);
        c.grain(front, red, -0.2, -0.2, 0, 0.3, 0.7, 1);
        c.fill(Outlines.oval(0, -0.42, 0.56, 0.33), dark);
        c.fill(
                Outlines.svg(
                        "M -0.56 -0.45 C -0.5 -0.85 0.3 -0.95 0.5 -0.55 C 0.3 -0.7 -0.2 -0.7 -0.56"
                                + " -0.45 Z"),
                light);
        c.fill(
                Outlines.svg(
                        "M -0.4 -0.35 C -0.4 -0.65 0.25 -0.7 0.38 -0.4 C 0.2 -0.55 -0.2 -0.5 -0.4"
                                + " -0.35 Z"),
                red);
        c.fill(
                Outlines.svg(
                        "M -0.56 -0.42 C -0.4 -0.05 0.3 -0.05 0.56 -0.45 C 0.4 -0.2 -0.2 -0.25"
                                + " -0.56 -0.42 Z"),
                red);
        c.line(
                Outlines.curve(-0.24, -0.4, -0.05, -0.3, 0.18, -0.38, 0.1, -0.48, -0.06, -0.45),
                light,
                0.06);
    }

    static void sunflower(Brush b) {
        Tints t = b.tints();
        int gold = t.lit(Colour.mix(t.accent(), 0xF5B921, 0.6));
        int core = t.lit(Colour.mix(t.deep(), 0x5A3418, 0.6));
        b.line(Outlines.curve(0, -0.6, 0.03, -0.3, 0, 0), t.leaf(), 0.04);
        b.fill(Outlines.leaf(0.02, -0.14, 0.34, -0.3, 0.34), t.leaf());
        b.fill(Outlines.leaf(0.01, -0.1, -0.33, -0.2, 0.34), Colour.mix(t.leaf(), t.ink(), 0.25));
        for (int ring = 0; ring < 2; ring++) {
            for (int i = 0; i < 18; i++) {
                Brush p = b.at(0, -0.66, 1, 1, i * 20 + ring * 10);
                p.fill(
                        Outlines.leaf(0, -0.1, 0, -0.345 + ring * 0.03, 0.26),
                        ring == 0 ? Colour.mix(gold, t.ink(), 0.22) : gold);
                p.line(
                        Outlines.curve(0, -0.17, 0, -0.27),
                        Colour.mix(gold, t.ink(), 0.35),
                        0.6,
                        0.007);
            }
        }
        b.fill(Outlines.circle(0, -0.66, 0.165), core);
        for (int i = 1; i < 110; i++) {
            double r = 0.157 * Math.sqrt(i / 110.0);
            double a = i * 2.399963;
            b.fill(
                    Outlines.circle(Math.cos(a) * r, -0.66 + Math.sin(a) * r, 0.0062),
                    Colour.mix(core, gold, i > 60 ? 0.6 : 0.3));
        }
    }

    static void tulip(Brush b) {
        Tints t = b.tints();
        int[] colours = {
            t.lit(Colour.mix(t.accent(), t.pale(), 0.3)),
            t.lit(Colour.mix(t.accent(), 0xF2C14E, 0.5)),
            t.lit(t.accent())
        };
        double[][] at = {{-0.27, -0.62, -9}, {0.27, -0.58, 10}, {0, -0.7, 0}};
        for (int i = 0; i < 3; i++) {
            double x = at[i][0];
            double y = at[i][1];
            b.line(Outlines.curve(x, y, x * 0.8, y / 2, x * 0.35, 0), t.leaf(), 0.03);
            Shape leaf =
                    Outlines.svg(
                            "M %f 0 Q %f -0.2 %f %f Q %f -0.22 %f 0 Z",
                            x * 0.35 - 0.03,
                            x * 0.7 - 0.15,
                            x - 0.13,
                            y * 0.75,
                            x * 0.6 - 0.02,
                            x * 0.35 + 0.03);
            b.fill(leaf, i == 2 ? t.leaf() : Colour.mix(t.leaf(), t.ink(), 0.22));
            Brush c = b.at(x, y, 0.3, 0.3, at[i][2]);
            int rgb = colours[i];
            int dark = Colour.mix(rgb, t.ink(), 0.35);
            c.fill(
                    Outlines.svg("M 0 0.1 C -0.5 -0.2 -0.3 -0.8 0 -1 C 0.3 -0.8 0.5 -0.2 0 0.1 Z"),
                    dark);
            for (int s = -1; s <= 1; s += 2) {
                Shape petal =
                        Outlines.svg(
                                "M 0 0.12 C %f 0.08 %f -0.5 %f -0.95 C %f -0.75 %f -0.3 0 0.12 Z",
                                s * 0.55, s * 0.55, s * 0.4, s * 0.1, s * -0.05);
                c.fill(petal, s < 0 ? rgb : Colour.mix(rgb, dark, 0.35));
                c.grain(petal, dark, s * 0.2, -0.4, 0, s * 0.3, 0.1, 0.85);
            }
            c.fill(
                    Outlines.svg(
                            "M 0 0.12 C -0.3 -0.05 -0.24 -0.5 0 -0.72 C 0.24 -0.5 0.3 -0.05 0 0.12"
                                    + " Z"),
                    Colour.lighter(rgb, 0.2));
        }
    }
}
