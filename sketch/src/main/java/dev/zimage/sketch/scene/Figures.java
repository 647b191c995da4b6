package dev.zimage.sketch.scene;

import java.awt.Shape;

/// Upright figures: a person seen from behind, a robot, a snowman.
final class Figures {

    private Figures() {}

    static void person(Brush b) {
        double side = b.chance(0.5) ? 1 : -1;
        wanderer(b.at(0, 0, side, 1, 0), b.chance(0.5));
    }

    private static void wanderer(Brush b, boolean dress) {
        Tints t = b.tints();
        int coat = t.lit(t.accent());
        int hair = Colour.mix(t.ink(), t.wood(), 0.3);
        int skin = t.lit(Colour.mix(0xE8B48C, t.pale(), 0.25));
        int legs = dress ? skin : t.lit(Colour.mix(t.deep(), t.mid(), 0.2));
        for (int s = -1; s <= 1; s += 2) {
            b.line(Outlines.curve(s * 0.045, -0.3, s * 0.05, -0.06), legs, 0.062);
            b.fill(Outlines.oval(s * 0.055, -0.02, 0.05, 0.028), t.ink());
        }
        Shape body =
                dress
                        ? Outlines.svg(
                                "M -0.085 -0.76 Q 0 -0.79 0.085 -0.76 Q 0.08 -0.6 0.07 -0.54 Q 0.14"
                                        + " -0.36 0.19 -0.22 Q 0 -0.17 -0.19 -0.22 Q -0.14 -0.36 -0.07"
                                        + " -0.54 Q -0.08 -0.6 -0.085 -0.76 Z")
                        : Outlines.svg(
                                "M -0.1 -0.76 Q 0 -0.79 0.1 -0.76 Q 0.13 -0.6 0.135 -0.3 Q 0 -0.26"
                                        + " -0.135 -0.3 Q -0.13 -0.6 -0.1 -0.76 Z");
        b.line(
                Outlines.curve(-0.095, -0.73, -0.16, -0.58, -0.15, -0.43),
                dress ? skin : coat,
                0.052);
        b.line(Outlines.curve(0.095, -0.73, 0.17, -0.6, 0.2, -0.47), dress ? skin : coat, 0.052);
        b.fill(body, coat);
        b.grain(body, t.ink(), 0, -0.5, 0, 0.16, -0.3, 0.75);
        b.fill(Outlines.circle(0, -0.87, 0.085), skin);
        if (dress) {
            Shape mane =
                    Outlines.svg(
                            "M -0.1 -0.86 Q -0.1 -0.98 0 -0.985 Q 0.1 -0.98 0.1 -0.86 Q 0.12 -0.72"
                                    + " 0.09 -0.64 Q 0 -0.6 -0.09 -0.64 Q -0.12 -0.72 -0.1 -0.86 Z");
            b.fill(mane, hair);
            b.fill(
                    Outlines.oval(0, -0.915, 0.2, 0.036),
                    t.lit(Colour.mix(t.pale(), 0xE8C878, 0.5)));
            b.fill(
                    Outlines.svg("M -0.1 -0.92 Q -0.09 -1.0 0 -1.0 Q 0.09 -1.0 0.1 -0.92 Z"),
                    t.lit(Colour.mix(t.pale(), 0xE8C878, 0.4)));
            b.line(Outlines.curve(-0.098, -0.93, 0, -0.915, 0.098, -0.93), t.lit(t.deep()), 0.022);
        } else {
            b.fill(
                    Outlines.within(
                            Outlines.circle(0, -0.885, 0.095), Outlines.box(-0.2, -1, 0.4, 0.17)),
                    hair);
            Shape pack = Outlines.box(-0.085, -0.72, 0.17, 0.26, 0.045);
            b.fill(pack, t.lit(Colour.mix(t.mid(), t.deep(), 0.35)));
            b.grain(pack, t.ink(), 0, -0.6, 0, 0.1, -0.5, 0.7);
            b.fill(Outlines.box(-0.06, -0.58, 0.12, 0.09, 0.025), t.lit(t.mid()));
            b.fill(Outlines.box(-0.1, -0.765, 0.2, 0.055, 0.027), t.lamp());
            b.line(Outlines.curve(0.2, -0.5, 0.22, 0), t.wood(), 0.018);
        }
    }

    static void astronaut(Brush b) {
        Tints t = b.tints();
        int white = Colour.mix(t.pale(), Colour.WHITE, 0.6);
        int grey = Colour.mix(white, t.mid(), 0.45);
        b.fill(Outlines.box(-0.21, -0.66, 0.42, 0.36, 0.07), grey);
        for (int s = -1; s <= 1; s += 2) {
            b.line(Outlines.curve(s * 0.09, -0.28, s * 0.11, -0.08), white, 0.13);
            b.fill(Outlines.box(s * 0.12 - 0.085, -0.09, 0.17, 0.09, 0.04), grey);
            b.line(
                    Outlines.curve(
                            s * 0.16, -0.58, s * 0.29, -0.48, s * 0.28, -0.32 - (s > 0 ? 0.36 : 0)),
                    white,
                    0.11);
            b.fill(Outlines.circle(s * 0.28, -0.31 - (s > 0 ? 0.37 : 0), 0.06), t.accent());
        }
        Shape body = Outlines.box(-0.18, -0.64, 0.36, 0.42, 0.12);
        b.fill(body, white);
        b.grain(body, t.mid(), 0, -0.5, 0, 0.2, -0.25, 0.8);
        b.fill(Outlines.box(-0.09, -0.5, 0.18, 0.12, 0.02), grey);
        b.fill(Outlines.circle(-0.045, -0.44, 0.018), t.accent());
        b.fill(Outlines.circle(0.0, -0.44, 0.018), t.lamp());
        b.fill(Outlines.box(0.03, -0.46, 0.045, 0.035), t.deep());
        Shape helmet = Outlines.circle(0, -0.79, 0.205);
        b.fill(helmet, white);
        b.grain(helmet, t.mid(), 0, -0.8, 0, 0.2, -0.65, 0.8);
        Shape visor = Outlines.box(-0.145, -0.89, 0.29, 0.21, 0.1);
        b.fill(visor, t.ink());
        b.grain(visor, t.accent(), -0.15, -0.7, 0.6, 0.1, -0.88, 0);
        b.fill(Outlines.oval(-0.07, -0.83, 0.035, 0.018, -30), Colour.WHITE, 0.85);
    }

    static void robot(Brush b) {
        Tints t = b.tints();
        int shell = t.lit(Colour.mix(t.pale(), t.mid(), 0.3));
        int trim = t.lit(t.accent());
        int dark = t.lit(Colour.mix(t.deep(), t.mid(), 0.12));
        b.line(Outlines.curve(0, -0.88, 0, -0.965), dark, 0.018);
        b.glow(0, -0.97, 0.09, t.lamp(), 0.8);
        b.fill(Outlines.circle(0, -0.97, 0.03), trim);
        for (int s = -1; s <= 1; s += 2) {
            b.fill(Outlines.box(s * 0.11 - 0.045, -0.16, 0.09, 0.11), dark);
            b.fill(Outlines.box(s * 0.12 - 0.085, -0.07, 0.17, 0.07, 0.035), trim);
            b.line(
                    s < 0
                            ? Outlines.curve(-0.24, -0.46, -0.36, -0.38, -0.36, -0.26)
                            : Outlines.curve(0.24, -0.46, 0.37, -0.5, 0.38, -0.64),
                    dark,
                    0.055);
            double y = s < 0 ? -0.22 : -0.69;
            b.fill(
                    Outlines.without(
                            Outlines.circle(s * 0.365, y, 0.06),
                            Outlines.box(
                                    s * 0.365 - 0.022, s < 0 ? y + 0.005 : y - 0.07, 0.044, 0.06)),
                    trim);
            b.fill(Outlines.box(s * 0.27 - 0.03, -0.76, 0.06, 0.12, 0.025), trim);
        }
        b.fill(Outlines.box(-0.06, -0.58, 0.12, 0.08), dark);
        Shape body = Outlines.box(-0.24, -0.53, 0.48, 0.39, 0.09);
        b.fill(body, shell);
        b.grain(body, t.ink(), 0, -0.4, 0, 0.26, -0.12, 0.7);
        b.grain(body, Colour.WHITE, -0.24, -0.53, 0.6, -0.05, -0.4, 0);
        b.fill(Outlines.box(-0.15, -0.44, 0.3, 0.19, 0.03), dark);
        b.line(
                Outlines.curve(
                        -0.12, -0.34, -0.06, -0.34, -0.035, -0.4, 0.0, -0.29, 0.03, -0.34, 0.12,
                        -0.34),
                t.lamp(),
                0.014);
        for (int i = -1; i <= 1; i++) {
            b.fill(Outlines.circle(i * 0.07, -0.2, 0.02), i == 0 ? trim : t.lamp());
        }
        Shape head = Outlines.box(-0.26, -0.89, 0.52, 0.34, 0.11);
        b.fill(head, shell);
        b.grain(head, t.ink(), 0.02, -0.75, 0, 0.28, -0.55, 0.7);
        b.grain(head, Colour.WHITE, -0.26, -0.89, 0.6, -0.05, -0.76, 0);
        b.fill(Outlines.box(-0.205, -0.83, 0.41, 0.22, 0.08), dark);
        for (int s = -1; s <= 1; s += 2) {
            b.glow(s * 0.095, -0.735, 0.1, t.lamp(), 0.6);
            b.fill(Outlines.circle(s * 0.095, -0.735, 0.045), t.lamp());
            b.fill(Outlines.circle(s * 0.095 - 0.012, -0.75, 0.014), Colour.WHITE);
        }
        b.line(Outlines.curve(-0.05, -0.655, 0, -0.64, 0.05, -0.655), t.lamp(), 0.014);
    }

    static void snowman(Brush b) {
        Tints t = b.tints();
        int snow = Colour.mix(t.white(), Colour.WHITE, t.isNight() ? 0.3 : 0.6);
        int shade = Colour.mix(t.mid(), t.deep(), 0.2);
        b.line(Outlines.curve(-0.16, -0.5, -0.32, -0.6, -0.42, -0.66), t.wood(), 0.022);
        b.line(Outlines.curve(-0.35, -0.62, -0.37, -0.7), t.wood(), 0.016);
        b.line(Outlines.curve(0.16, -0.5, 0.32, -0.58, 0.42, -0.7), t.wood(), 0.022);
        b.line(Outlines.curve(0.35, -0.61, 0.43, -0.6), t.wood(), 0.016);
        double[][] balls = {{-0.2, 0.25, 0.205}, {-0.49, 0.185, 0.17}, {-0.735, 0.14, 0.135}};
        for (double[] s : balls) {
            Shape ball = Outlines.oval(0, s[0], s[1], s[2]);
            b.fill(ball, snow);
            b.grain(ball, shade, 0, s[0], 0, s[1], s[0] + s[2], 0.75);
        }
        int scarf = t.lit(t.accent());
        b.line(Outlines.curve(-0.12, -0.635, 0, -0.6, 0.12, -0.635), scarf, 0.06);
        b.line(Outlines.curve(0.07, -0.61, 0.1, -0.52, 0.09, -0.44), scarf, 0.06);
        b.fill(Outlines.circle(-0.05, -0.77, 0.017), t.ink());
        b.fill(Outlines.circle(0.05, -0.77, 0.017), t.ink());
        b.fill(
                Outlines.polygon(0, -0.745, 0.15, -0.715, 0, -0.705),
                t.lit(Colour.mix(t.accent(), 0xF28A2E, 0.6)));
        for (int i = -2; i <= 2; i++) {
            b.fill(Outlines.circle(i * 0.03, -0.672 + (i * i == 4 ? -0.012 : 0), 0.009), t.ink());
        }
        b.fill(Outlines.circle(0, -0.54, 0.018), t.ink());
        b.fill(Outlines.circle(0, -0.45, 0.018), t.ink());
        int hat = Colour.mix(t.ink(), t.deep(), 0.4);
        b.fill(Outlines.box(-0.15, -0.865, 0.3, 0.032, 0.015), hat);
        b.fill(Outlines.box(-0.09, -1.0, 0.18, 0.15, 0.01), hat);
        b.fill(Outlines.box(-0.09, -0.9, 0.18, 0.035), scarf);
    }
}
