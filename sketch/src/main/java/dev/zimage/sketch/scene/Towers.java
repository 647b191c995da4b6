package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Tall buildings: a lighthouse, a pagoda, a castle, a windmill.
final class Towers {

    private Towers() {}

    static void lighthouse(Brush b) {
        Tints t = b.tints();
        int white = t.white();
        int red = t.lit(Colour.mix(t.accent(), 0xC8372D, 0.3));
        rocks(b);
        beams(b);
        Shape tower = Outlines.polygon(-0.105, -0.05, -0.07, -0.74, 0.07, -0.74, 0.105, -0.05);
        b.fill(tower, white);
        for (int i = 0; i < 3; i++) {
            double y = -0.2 - i * 0.22;
            b.fill(Outlines.within(tower, Outlines.box(-0.2, y, 0.4, 0.11)), red);
        }
        b.grain(tower, t.ink(), -0.02, -0.4, 0, 0.11, -0.38, 0.72);
        b.fill(Outlines.box(-0.03, -0.13, 0.06, 0.09, 0.03), t.ink());
        b.fill(Outlines.box(-0.012, -0.37, 0.024, 0.05), t.ink());
        b.fill(Outlines.box(-0.012, -0.6, 0.024, 0.05), t.ink());
        b.fill(Outlines.box(-0.105, -0.765, 0.21, 0.03), t.ink());
        for (int i = -4; i <= 4; i++) {
            b.line(Outlines.curve(i * 0.024, -0.765, i * 0.024, -0.81), t.ink(), 0.006);
        }
        b.line(Outlines.curve(-0.1, -0.81, 0.1, -0.81), t.ink(), 0.008);
        b.glow(0, -0.83, 0.3, t.lamp(), t.light() == Light.DAY ? 0.35 : 0.8);
        b.fill(Outlines.box(-0.055, -0.885, 0.11, 0.12), t.lamp());
        b.line(Outlines.curve(0, -0.88, 0, -0.77), t.ink(), 0.008);
        b.line(Outlines.box(-0.055, -0.885, 0.11, 0.12), t.ink(), 0.01);
        b.fill(Outlines.svg("M -0.08 -0.88 Q -0.06 -0.96 0 -0.975 Q 0.06 -0.96 0.08 -0.88 Z"), red);
        b.fill(Outlines.circle(0, -0.985, 0.016), red);
    }

    private static void rocks(Brush b) {
        Tints t = b.tints();
        int rock = Colour.mix(t.stone(), t.ink(), 0.45);
        Shape heap =
                Outlines.polygon(
                        -0.52, 0.03, -0.44, -0.03, -0.34, -0.035, -0.27, -0.085, -0.13, -0.08, 0.02,
                        -0.07, 0.15, -0.1, 0.25, -0.05, 0.37, -0.045, 0.45, 0.0, 0.54, 0.03);
        b.fill(heap, rock);
        b.grain(heap, t.ink(), 0, -0.08, 0.1, 0.3, 0.04, 0.8);
        b.fill(
                Outlines.polygon(-0.27, -0.085, -0.13, -0.08, -0.2, -0.01, -0.32, 0),
                Colour.lighter(rock, 0.2),
                0.6);
        b.fill(
                Outlines.polygon(0.15, -0.1, 0.25, -0.05, 0.19, 0.01),
                Colour.lighter(rock, 0.2),
                0.5);
    }

    private static void beams(Brush b) {
        Tints t = b.tints();
        if (t.light() == Light.DAY) {
            return;
        }
        double tilt = b.between(-0.06, 0.06);
        for (int s = -1; s <= 1; s += 2) {
            Shape beam =
                    Outlines.polygon(
                            0,
                            -0.85,
                            s * 1.6,
                            -1.04 + s * tilt,
                            s * 1.6,
                            -0.66 + s * tilt,
                            0,
                            -0.81);
            b.veil(beam, t.lamp(), 0, 0, 0.6, s * 1.55, 0, 0);
        }
    }

    static void pagoda(Brush b) {
        Tints t = b.tints();
        int wood = t.lit(Colour.mix(t.accent(), 0xB23A2A, 0.35));
        int tile = t.lit(Colour.mix(t.deep(), t.mid(), 0.25));
        int floors = b.chance(0.5) ? 5 : 4;
        double step = 0.82 / floors;
        b.fill(Outlines.box(-0.36, -0.05, 0.72, 0.055), t.stone());
        b.fill(Outlines.box(-0.31, -0.08, 0.62, 0.035), Colour.mix(t.stone(), t.ink(), 0.2));
        b.line(Outlines.curve(0, -0.85, 0, -0.995), t.lamp(), 0.014);
        for (int i = 0; i < 3; i++) {
            b.fill(Outlines.oval(0, -0.9 - i * 0.028, 0.028 - i * 0.006, 0.011), t.lamp());
        }
        for (int i = 0; i < floors; i++) {
            double y = -0.08 - i * step;
            double half = 0.235 - i * 0.032;
            Shape wall = Outlines.box(-half, y - step * 0.62, half * 2, step * 0.64);
            b.fill(wall, wood);
            b.grain(wall, t.ink(), 0, y, 0.05, half, y - step * 0.3, 0.6);
            openings(b, half, y, step);
        }
        for (int i = 0; i < floors; i++) {
            double y = -0.08 - i * step - step * 0.55;
            roof(b, y, 0.42 - i * 0.058, 0.22 - i * 0.03, step * 0.52, tile);
        }
    }

    private static void openings(Brush b, double half, double y, double step) {
        Tints t = b.tints();
        int n = 3;
        double w = half * 0.4;
        for (int k = 0; k < n; k++) {
            double x = -half + half * 2 * (k + 0.5) / n - w / 2;
            b.fill(
                    Outlines.box(x, y - step * 0.42, w, step * 0.4),
                    k == 1 || t.light() != Light.DAY ? t.lamp() : t.ink());
            b.line(
                    Outlines.curve(x + w / 2, y - step * 0.42, x + w / 2, y - step * 0.02),
                    t.ink(),
                    0.005);
        }
        b.line(Outlines.curve(-half, y - 0.005, half, y - 0.005), t.ink(), 0.5, 0.012);
    }

    /// A sweeping roof: upturned eaves at `y`, as wide as `half` to each side.
    static void roof(Brush b, double y, double half, double ridge, double rise, int tile) {
        Tints t = b.tints();
        Path2D path = new Path2D.Double();
        path.moveTo(-half, y - rise * 0.22);
        path.quadTo(-half * 0.8, y + rise * 0.06, -half * 0.45, y + rise * 0.06);
        path.lineTo(half * 0.45, y + rise * 0.06);
        path.quadTo(half * 0.8, y + rise * 0.06, half, y - rise * 0.22);
        path.quadTo(ridge * 1.15, y - rise * 0.3, ridge * 0.82, y - rise * 0.85);
        path.lineTo(-ridge * 0.82, y - rise * 0.85);
        path.quadTo(-ridge * 1.15, y - rise * 0.3, -half, y - rise * 0.22);
        path.closePath();
        b.fill(path, tile);
        b.grain(path, t.ink(), 0, y - rise * 0.6, 0, half * 0.6, y + rise * 0.1, 0.65);
        for (int k = -5; k <= 5; k++) {
            double u = k / 6.0;
            b.line(
                    Outlines.curve(u * ridge * 0.8, y - rise * 0.8, u * half * 0.72, y),
                    t.ink(),
                    0.22,
                    0.006);
        }
        int edge = Colour.mix(tile, t.pale(), 0.5);
        b.line(
                Outlines.curve(
                        -half,
                        y - rise * 0.22,
                        -half * 0.78,
                        y,
                        -half * 0.45,
                        y + rise * 0.06,
                        half * 0.45,
                        y + rise * 0.06,
                        half * 0.78,
                        y,
                        half,
                        y - rise * 0.22),
                edge,
                0.012);
        b.line(
                Outlines.curve(-ridge * 0.84, y - rise * 0.86, ridge * 0.84, y - rise * 0.86),
                edge,
                0.014);
    }

    static void castle(Brush b) {
        Tints t = b.tints();
        int stone = t.lit(Colour.mix(t.pale(), t.mid(), 0.22));
        int roof = t.lit(t.accent());
        turret(b, -0.26, 0.13, 0.42, stone, roof);
        turret(b, 0.27, 0.12, 0.5, stone, roof);
        turret(b, 0.02, 0.17, 0.66, Colour.mix(stone, t.ink(), 0.12), roof);
        wall(b, -0.48, 0.96, 0.32, stone);
        turret(b, -0.46, 0.15, 0.48, stone, roof);
        turret(b, 0.46, 0.15, 0.4, stone, roof);
        Shape gate =
                Outlines.svg(
                        "M -0.085 0 L -0.085 -0.14 Q -0.085 -0.23 0 -0.24 "
                                + "Q 0.085 -0.23 0.085 -0.14 L 0.085 0 Z");
        b.fill(gate, t.ink());
        b.line(gate, Colour.mix(stone, t.ink(), 0.4), 0.014);
        for (int i = -1; i <= 1; i++) {
            b.line(
                    Outlines.curve(i * 0.04, -0.22, i * 0.04, 0),
                    Colour.mix(t.ink(), stone, 0.35),
                    0.006);
        }
    }

    private static void wall(Brush b, double x, double w, double h, int stone) {
        Tints t = b.tints();
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.append(Outlines.box(x, -h, w, h), false);
        for (double at = x; at < x + w - 0.02; at += 0.08) {
            path.append(Outlines.box(at, -h - 0.04, 0.045, 0.05), false);
        }
        b.fill(path, stone);
        b.grain(path, t.ink(), x, -h, 0, x + w, 0, 0.5);
    }

    private static void turret(Brush b, double x, double w, double h, int stone, int roof) {
        Tints t = b.tints();
        Shape body = Outlines.box(x - w / 2, -h, w, h);
        b.fill(body, stone);
        b.grain(body, t.ink(), x - w * 0.1, -h, 0, x + w * 0.55, -h * 0.8, 0.5);
        b.fill(
                Outlines.box(x - w * 0.58, -h - 0.03, w * 1.16, 0.045),
                Colour.mix(stone, t.ink(), 0.2));
        double tip = h + w * 1.7;
        Shape cone =
                Outlines.svg(
                        "M %f %f Q %f %f %f %f Q %f %f %f %f Z",
                        x - w * 0.64,
                        -h - 0.02,
                        x - w * 0.16,
                        -h - w * 0.5,
                        x,
                        -tip,
                        x + w * 0.16,
                        -h - w * 0.5,
                        x + w * 0.64,
                        -h - 0.02);
        b.fill(cone, roof);
        b.grain(cone, t.ink(), x, -h, 0, x + w * 0.6, -h, 0.75);
        b.line(Outlines.curve(x, -tip + 0.01, x, -tip - 0.05), t.ink(), 0.008);
        b.fill(Outlines.polygon(x, -tip - 0.05, x + 0.06, -tip - 0.035, x, -tip - 0.02), t.lamp());
        int pane = t.light() == Light.DAY ? t.ink() : t.lamp();
        b.fill(Outlines.box(x - 0.017, -h + 0.06, 0.034, 0.07, 0.017), pane);
        b.fill(Outlines.box(x - 0.017, -h + 0.2, 0.034, 0.07, 0.017), pane);
    }

    static void windmill(Brush b) {
        Tints t = b.tints();
        int body = t.white();
        Shape tower = Outlines.polygon(-0.19, 0, -0.115, -0.6, 0.115, -0.6, 0.19, 0);
        b.fill(tower, body);
        b.grain(tower, t.ink(), -0.05, -0.3, 0, 0.2, -0.25, 0.7);
        Shape cap = Outlines.svg("M -0.14 -0.59 Q -0.13 -0.76 0 -0.77 Q 0.13 -0.76 0.14 -0.59 Z");
        b.fill(cap, t.lit(t.accent()));
        b.grain(cap, t.ink(), 0, -0.7, 0, 0.14, -0.6, 0.7);
        b.fill(
                Outlines.box(-0.05, -0.15, 0.1, 0.15, 0.04),
                t.lit(Colour.mix(t.deep(), t.accent(), 0.3)));
        b.fill(Outlines.box(-0.03, -0.4, 0.06, 0.08), t.light() == Light.DAY ? t.ink() : t.lamp());
        double turn = b.between(8, 40);
        for (int i = 0; i < 4; i++) {
            Brush sail = b.at(0, -0.66, 1, 1, turn + i * 90);
            sail.line(Outlines.curve(0, 0, 0, -0.42), t.wood(), 0.018);
            Shape cloth = Outlines.box(0.008, -0.42, 0.095, 0.32);
            sail.fill(cloth, t.lit(Colour.mix(t.pale(), t.accent(), 0.12)));
            for (int k = 0; k < 5; k++) {
                sail.line(
                        Outlines.curve(0, -0.42 + k * 0.08, 0.103, -0.42 + k * 0.08),
                        t.wood(),
                        0.007);
            }
            sail.line(Outlines.curve(0.055, -0.42, 0.055, -0.1), t.wood(), 0.007);
            sail.line(Outlines.curve(0.103, -0.42, 0.103, -0.1), t.wood(), 0.007);
        }
        b.fill(Outlines.circle(0, -0.66, 0.03), t.ink());
    }
}
