package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Flowers that grow: a field of them in the foreground, or blossoming branches that reach in.
final class Garden {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;

    Garden(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
    }

    void grow(Motif kind) {
        double top = layout.horizon() + (stage.height() - layout.horizon()) * 0.22;
        double bottom = stage.height();
        int count = (int) (150 * stage.width() / stage.unit());
        int[] colours = colours(kind);
        for (int i = 0; i < count; i++) {
            double t = i / (double) count;
            double y = top + (bottom - top) * Math.pow(t, 1.5) + stage.unit() * 0.02;
            double x = stage.brush().random().nextDouble() * stage.width();
            double size =
                    stage.unit()
                            * (0.006 + 0.036 * Math.pow(t, 1.6))
                            * stage.brush().between(0.75, 1.2);
            if (layout.isFree(x, y, size * 2)) {
                int rgb = Colour.mix(colours[i % colours.length], tints.haze(), 0.4 * (1 - t));
                flower(kind, x, y, size, rgb);
            }
        }
    }

    private int[] colours(Motif kind) {
        int accent = tints.accent();
        return switch (kind) {
            case ROSE ->
                    new int[] {
                        tints.lit(Colour.mix(accent, 0xC9243F, 0.5)),
                        tints.lit(Colour.mix(accent, 0xE86A7A, 0.5))
                    };
            case SUNFLOWER -> new int[] {tints.lit(Colour.mix(accent, 0xF5B921, 0.7))};
            case TULIP ->
                    new int[] {
                        tints.lit(accent),
                        tints.lit(Colour.mix(accent, 0xF2C14E, 0.5)),
                        tints.lit(Colour.mix(accent, tints.pale(), 0.5))
                    };
            default ->
                    new int[] {
                        tints.lit(accent),
                        tints.white(),
                        tints.lit(Colour.mix(accent, tints.pale(), 0.5)),
                        tints.lit(Colour.mix(accent, 0xF2C14E, 0.6))
                    };
        };
    }

    private void flower(Motif kind, double x, double y, double size, int rgb) {
        int stem = Colour.mix(tints.leaf(), tints.near(), 0.25);
        double head = y - size * 1.6;
        brush.line(
                Outlines.curve(x, head, x + size * 0.2, y - size * 0.5, x, y + size),
                stem,
                Math.max(0.6, size * 0.16));
        if (size > stage.unit() * 0.014) {
            brush.fill(
                    Outlines.leaf(x, y + size * 0.6, x + size * 1.1, y - size * 0.5, 0.28), stem);
        }
        if (kind == Motif.TULIP) {
            brush.fill(
                    Outlines.svg(
                            "M %f %f C %f %f %f %f %f %f L %f %f L %f %f L %f %f L %f %f C %f %f %f"
                                    + " %f %f %f Z",
                            x,
                            head + size * 0.6,
                            x - size * 0.7,
                            head + size * 0.5,
                            x - size * 0.7,
                            head - size * 0.2,
                            x - size * 0.55,
                            head - size * 0.7,
                            x - size * 0.2,
                            head - size * 0.3,
                            x,
                            head - size * 0.8,
                            x + size * 0.2,
                            head - size * 0.3,
                            x + size * 0.55,
                            head - size * 0.7,
                            x + size * 0.7,
                            head - size * 0.2,
                            x + size * 0.7,
                            head + size * 0.5,
                            x,
                            head + size * 0.6),
                    rgb);
            return;
        }
        int petals = kind == Motif.SUNFLOWER ? 12 : kind == Motif.ROSE ? 5 : 6;
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double turn = stage.brush().between(0, 60);
        for (int i = 0; i < petals; i++) {
            double a = Math.toRadians(turn + i * 360.0 / petals);
            double r = kind == Motif.ROSE ? 0.75 : 0.95;
            path.append(
                    Outlines.oval(
                            x + Math.cos(a) * size * 0.5 * r,
                            head + Math.sin(a) * size * 0.5 * r,
                            size * 0.5 * r,
                            size * (petals > 8 ? 0.16 : 0.3),
                            Math.toDegrees(a)),
                    false);
        }
        brush.fill(path, rgb);
        int core =
                switch (kind) {
                    case SUNFLOWER -> Colour.mix(tints.ink(), 0x5A3418, 0.6);
                    case ROSE -> Colour.mix(rgb, tints.ink(), 0.3);
                    default -> Colour.mix(tints.lamp(), rgb, 0.15);
                };
        brush.fill(Outlines.circle(x, head, size * (kind == Motif.SUNFLOWER ? 0.4 : 0.25)), core);
    }

    /// Branches in blossom from the upper corners.
    void branches() {
        double size = Math.min(stage.unit() * 0.5, layout.focus().getWidth() * 0.6);
        double top = layout.focus().getY();
        int pink =
                tints.lit(
                        Colour.mix(Colour.mix(tints.pale(), tints.accent(), 0.22), 0xF7A8BF, 0.55));
        int wood = Colour.mix(tints.wood(), tints.ink(), 0.45);
        boolean left = stage.brush().chance(0.5);
        for (int k = 0; k < 3; k++) {
            double x = (left ? layout.focus().getX() : layout.focus().getMaxX());
            double dir = left ? 1 : -1;
            double y = top + size * (0.03 + 0.2 * k);
            double l = size * stage.brush().between(0.6, 1.05);
            double[] p = {
                x - dir * 5,
                y,
                x + dir * l * 0.35,
                y + size * 0.05,
                x + dir * l * 0.7,
                y + size * 0.02 * (k + 1),
                x + dir * l,
                y + size * stage.brush().between(0.08, 0.16)
            };
            brush.line(Outlines.curve(p), wood, size * (0.028 - 0.006 * k));
            for (int i = 0; i < 15; i++) {
                double u = stage.brush().between(0.12, 1.02);
                double bx = x + dir * l * u + size * stage.brush().between(-0.03, 0.03);
                double by = y + size * (0.06 * u + stage.brush().between(-0.06, 0.09));
                double r = size * stage.brush().between(0.02, 0.05);
                if (layout.isFree(bx, by, r)) {
                    blossom(brush.at(bx, by, r, r, stage.brush().between(0, 70)), pink);
                }
            }
        }
    }

    private static void blossom(Brush b, int rgb) {
        Tints t = b.tints();
        int deep = Colour.mix(rgb, t.lit(t.accent()), 0.6);
        for (int i = 0; i < 5; i++) {
            Brush p = b.at(0, 0, 1, 1, i * 72);
            Shape petal =
                    Outlines.svg(
                            "M 0 -0.05 C -0.5 -0.3 -0.52 -0.85 -0.16 -1 L 0 -0.86 L 0.16 -1 C 0.52"
                                    + " -0.85 0.5 -0.3 0 -0.05 Z");
            p.fill(petal, i % 2 == 0 ? rgb : Colour.lighter(rgb, 0.25));
            p.grain(petal, deep, 0, 0, 0.9, 0, -0.75, 0);
        }
        for (int i = 0; i < 7; i++) {
            double a = i * 0.9;
            b.line(Outlines.curve(0, 0, Math.cos(a) * 0.32, Math.sin(a) * 0.32), deep, 0.04);
            b.fill(Outlines.circle(Math.cos(a) * 0.34, Math.sin(a) * 0.34, 0.05), t.lamp());
        }
    }
}
