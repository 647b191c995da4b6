package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Sweet things: a cake, an ice cream.
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
}
