package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Bridges over water: hung from towers, or an arch of stone.
final class Bridges {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    Bridges(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// A bridge across the water: hung from towers, or an arch of stone.
    void paint(boolean old) {
        if (old || stage.brush().chance(0.4)) {
            arch();
        } else {
            suspension();
        }
    }

    private void suspension() {
        double w = stage.width();
        double room = layout.horizon() - layout.focus().getY();
        double deck = layout.horizon() - Math.min(unit * 0.06, room * 0.2);
        double tall = Math.min(unit * 0.34, room * 0.66);
        int steel = tints.lit(Colour.mix(tints.accent(), 0xC0452E, 0.25));
        int dark = Colour.mix(steel, tints.ink(), 0.35);
        double a = w * stage.brush().between(0.2, 0.27);
        double b = w * stage.brush().between(0.73, 0.8);
        double cable = unit * 0.006;
        double[] xs = {-w * 0.12, a, b, w * 1.12};
        for (int i = 0; i < 3; i++) {
            double x0 = xs[i];
            double x1 = xs[i + 1];
            double y0 = i == 0 ? deck - tall * 0.15 : deck - tall;
            double y1 = i == 2 ? deck - tall * 0.15 : deck - tall;
            double sag = i == 1 ? tall * 0.93 : tall * 0.16;
            for (double x = x0; x < x1; x += unit * 0.024) {
                double u = (x - x0) / (x1 - x0);
                double y = y0 + (y1 - y0) * u + 4 * sag * u * (1 - u);
                brush.line(Outlines.curve(x, y, x, deck), steel, 0.75, cable * 0.35);
            }
            Path2D line = new Path2D.Double();
            line.moveTo(x0, y0);
            line.quadTo((x0 + x1) / 2, (y0 + y1) / 2 + sag * 2, x1, y1);
            brush.line(line, dark, cable);
        }
        brush.fill(Outlines.box(-2, deck, w + 4, unit * 0.018), dark);
        brush.fill(Outlines.box(-2, deck - unit * 0.006, w + 4, unit * 0.009), steel);
        for (double x : new double[] {a, b}) {
            tower(x, deck, tall, steel, dark);
        }
    }

    private void tower(double x, double deck, double tall, int steel, int dark) {
        double half = unit * 0.026;
        double leg = unit * 0.013;
        double foot = layout.horizon() + unit * 0.02;
        double top = deck - tall * 1.05;
        brush.fill(
                Outlines.box(
                        x - half * 1.7, foot - unit * 0.012, half * 3.4, unit * 0.03, unit * 0.006),
                tints.stone());
        for (int s = -1; s <= 1; s += 2) {
            Shape column = Outlines.box(x + s * half - leg / 2, top, leg, foot - top);
            brush.fill(column, s < 0 ? steel : dark);
        }
        for (int i = 0; i < 4; i++) {
            double y = top + tall * (0.02 + i * 0.27);
            brush.fill(Outlines.box(x - half, y, half * 2, unit * 0.012), steel);
        }
    }

    private void arch() {
        double cx =
                layout.focus().getCenterX()
                        + layout.focus().getWidth() * stage.brush().between(-0.12, 0.12);
        double half = Math.min(layout.focus().getWidth() * 0.48, unit * 0.44);
        double room = layout.horizon() - layout.focus().getY();
        double foot = layout.horizon() + unit * 0.03;
        double rise = Math.min(half * 0.5, room * 0.6);
        int stone = tints.lit(Colour.mix(tints.pale(), tints.deep(), 0.25));
        int dark = Colour.mix(stone, tints.ink(), 0.45);
        Path2D body = new Path2D.Double();
        body.moveTo(cx - half, foot);
        body.quadTo(cx - half * 0.5, foot - rise * 0.55, cx - half * 0.26, foot - rise * 0.9);
        body.quadTo(cx, foot - rise * 1.08, cx + half * 0.26, foot - rise * 0.9);
        body.quadTo(cx + half * 0.5, foot - rise * 0.55, cx + half, foot);
        body.closePath();
        Shape hole = Outlines.oval(cx, foot, half * 0.34, rise * 0.74);
        Shape whole = Outlines.without(body, hole);
        brush.fill(whole, stone);
        brush.grain(whole, tints.ink(), cx, foot - rise, 0, cx + half, foot, 0.6);
        brush.line(
                Outlines.within(hole, Outlines.box(cx - half, foot - rise, half * 2, rise)),
                dark,
                unit * 0.01);
        for (int i = 1; i < 8; i++) {
            double u = Math.PI * i / 8;
            brush.line(
                    Outlines.curve(
                            cx + Math.cos(u) * half * 0.34,
                            foot - Math.sin(u) * rise * 0.74,
                            cx + Math.cos(u) * half * 0.42,
                            foot - Math.sin(u) * rise * 0.86),
                    dark,
                    0.8,
                    unit * 0.004);
        }
        for (int i = -8; i <= 8; i++) {
            double u = i / 8.0;
            double x = cx + u * half * 0.92;
            double y = foot - rise * (0.985 - 0.98 * Math.pow(Math.abs(u), 1.5)) - unit * 0.002;
            brush.fill(
                    Outlines.box(x - unit * 0.005, y - unit * 0.035, unit * 0.01, unit * 0.038),
                    stone);
            if (i < 8) {
                double v = (i + 1) / 8.0;
                double y2 =
                        foot - rise * (0.985 - 0.98 * Math.pow(Math.abs(v), 1.5)) - unit * 0.002;
                brush.line(
                        Outlines.curve(x, y - unit * 0.03, cx + v * half * 0.92, y2 - unit * 0.03),
                        stone,
                        unit * 0.006);
            }
        }
        for (int s = -1; s <= 1; s += 2) {
            brush.fill(
                    Outlines.oval(
                            cx + s * half * 1.3, foot + unit * 0.012, half * 0.5, unit * 0.035),
                    tints.depth(0.75));
        }
    }
}
