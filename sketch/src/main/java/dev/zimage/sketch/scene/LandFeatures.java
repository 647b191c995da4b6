package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Lands that are drawn as one piece: a roof, a waterfall, a river, an island.
final class LandFeatures {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    LandFeatures(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// A tiled roof across the foreground; its ridge is where subjects stand.
    void roof() {
        double y = layout.ground();
        double w = stage.width();
        double h = stage.height();
        int tile =
                tints.lit(
                        Colour.mix(
                                Colour.mix(tints.deep(), tints.accent(), 0.3), tints.mid(), 0.2));
        Path2D slope =
                Outlines.polygon(-w * 0.02, y, w * 1.02, y, w * 1.02, h + 5, -w * 0.02, h + 5);
        brush.fade(slope, tile, Colour.mix(tile, tints.near(), 0.5));
        int edge = Colour.mix(tile, tints.near(), 0.55);
        double size = unit * 0.07;
        int row = 0;
        for (double ty = y + size * 0.35; ty < h + size; ty += size * 0.62, row++) {
            Path2D scallops = new Path2D.Double();
            for (double x = -size + row % 2 * size * 0.5; x < w + size; x += size) {
                scallops.moveTo(x, ty);
                scallops.quadTo(x + size * 0.5, ty + size * 0.62, x + size, ty);
            }
            brush.line(scallops, edge, layout.isFree(w / 2, ty, size) ? 0.95 : 0.25, unit * 0.0036);
        }
        brush.fill(
                Outlines.box(-5, y - unit * 0.004, w + 10, unit * 0.022, unit * 0.01),
                Colour.mix(tile, tints.pale(), 0.2));
        for (double x = 0; x < w; x += unit * 0.075) {
            brush.fill(
                    Outlines.box(x, y - unit * 0.008, unit * 0.012, unit * 0.03, unit * 0.005),
                    edge);
        }
        double side = stage.brush().chance(0.5) ? 0.08 : 0.86;
        double cx = layout.focus().getX() + layout.focus().getWidth() * side;
        double tall = Math.min(unit * 0.13, (y - layout.focus().getY()) * 0.5);
        int brick = Colour.mix(tints.stone(), tints.lit(tints.accent()), 0.25);
        Shape stack = Outlines.box(cx, y - tall, unit * 0.075, tall + unit * 0.04);
        brush.fill(stack, brick);
        brush.grain(stack, tints.ink(), cx, y, 0, cx + unit * 0.08, y, 0.7);
        brush.fill(
                Outlines.box(cx - unit * 0.01, y - tall - unit * 0.012, unit * 0.095, unit * 0.022),
                Colour.mix(brick, tints.ink(), 0.35));
    }

    void waterfall() {
        double top = Math.max(layout.skyline(), layout.focus().getY() + 1);
        double pool =
                Math.min(
                        layout.horizon() + (stage.height() - layout.horizon()) * 0.35,
                        layout.focus().getMaxY());
        double cx =
                layout.focus().getCenterX()
                        + layout.focus().getWidth() * stage.brush().between(-0.15, 0.15);
        double lip = top + (pool - top) * 0.24;
        double half =
                Math.min(unit * 0.1, layout.focus().getWidth() * 0.14)
                        * stage.brush().between(0.85, 1.2);
        int rock = tints.depth(0.55);
        cliff(cx, lip, pool, half, rock);
        int white = Colour.mix(tints.pale(), Colour.WHITE, 0.65);
        int blue = tints.lit(Colour.mix(tints.mid(), tints.pale(), 0.35));
        Shape fall =
                Outlines.svg(
                        "M %f %f Q %f %f %f %f L %f %f L %f %f Q %f %f %f %f Z",
                        cx - half * 0.8,
                        lip - unit * 0.012,
                        cx,
                        lip + unit * 0.006,
                        cx + half * 0.8,
                        lip - unit * 0.012,
                        cx + half * 1.12,
                        pool,
                        cx - half * 1.12,
                        pool,
                        cx - half * 0.85,
                        (lip + pool) / 2,
                        cx - half * 0.8,
                        lip);
        brush.blend(fall, 0, lip, blue, 0, pool, white);
        for (int i = 0; i < 26; i++) {
            double u = stage.brush().between(-0.95, 0.95);
            double y0 = lip + (pool - lip) * stage.brush().between(0, 0.6);
            double l = (pool - lip) * stage.brush().between(0.15, 0.4);
            brush.fill(
                    Outlines.leaf(
                            cx + half * u * 0.85,
                            y0,
                            cx + half * u * 1.05,
                            Math.min(pool, y0 + l),
                            0.022),
                    i % 3 == 0 ? blue : white,
                    0.8);
        }
        Water water = new Water(stage, pool);
        water.paint(0.4);
        for (int i = 0; i < 30; i++) {
            double x = cx + half * stage.brush().between(-1.9, 1.9);
            double r = unit * stage.brush().between(0.012, 0.034);
            brush.fill(
                    Outlines.oval(
                            x,
                            pool + unit * stage.brush().between(-0.012, 0.014),
                            r * 1.4,
                            r * 0.8),
                    white,
                    0.5);
        }
        brush.veil(
                Outlines.box(0, pool - unit * 0.14, stage.width(), unit * 0.15),
                tints.haze(),
                0,
                pool - unit * 0.14,
                0,
                0,
                pool,
                0.5);
    }

    private void cliff(double cx, double lip, double pool, double half, int rock) {
        Noise noise = new Noise(stage.brush().random());
        Forest trees = new Forest(stage, false);
        for (int s = -1; s <= 1; s += 2) {
            double edge = s < 0 ? -5 : stage.width() + 5.0;
            double inner = cx + s * half * 0.7;
            Path2D wall = new Path2D.Double();
            wall.moveTo(inner, pool + 5);
            wall.lineTo(inner, lip);
            Path2D woods = new Path2D.Double(Path2D.WIND_NON_ZERO);
            int n = 26;
            for (int i = 1; i <= n; i++) {
                double u = i / (double) n;
                double x = inner + (edge - inner) * u;
                double y =
                        lip - unit * 0.05 * Math.sin(u * 2.4) + noise.at(u * 5 + s) * unit * 0.03;
                y = Math.max(y, layout.skyline());
                wall.lineTo(x, y);
                double tall =
                        Math.min(
                                unit * stage.brush().between(0.07, 0.14),
                                y - layout.focus().getY());
                if (i > 1 && tall > 2) {
                    woods.append(trees.conifer(x, y + unit * 0.02, tall), false);
                }
            }
            wall.lineTo(edge, pool + 5);
            wall.closePath();
            brush.fill(woods, tints.depth(0.75));
            brush.blend(wall, 0, lip, rock, 0, pool, tints.depth(0.8));
            for (int i = 0; i < 16; i++) {
                double x = inner + (edge - inner) * stage.brush().between(0.02, 0.9);
                double y = lip + (pool - lip) * stage.brush().between(0.05, 0.8);
                double w = unit * stage.brush().between(0.02, 0.05);
                brush.fill(
                        Outlines.polygon(
                                x,
                                y,
                                x + w,
                                y + w * 0.3,
                                x + w * 0.7,
                                y + w * 2.6,
                                x - w * 0.1,
                                y + w * 2.1),
                        i % 2 == 0 ? tints.depth(0.4) : tints.depth(0.9),
                        0.4);
            }
            brush.grain(
                    wall, tints.near(), inner, lip, 0.6, inner + (edge - inner) * 0.5, lip, 0.1);
        }
        brush.fill(Outlines.box(cx - half, lip, half * 2, pool - lip), tints.depth(0.75));
    }

    /// A river that winds towards us over the land.
    void river() {
        double top = layout.horizon() + unit * 0.012;
        double h = stage.height();
        double cx =
                layout.focus().getX() + layout.focus().getWidth() * stage.brush().between(0.4, 0.6);
        double sway =
                unit * stage.brush().between(0.12, 0.2) * (stage.brush().chance(0.5) ? 1 : -1);
        int n = 40;
        double[] left = new double[(n + 1) * 2];
        double[] right = new double[(n + 1) * 2];
        for (int i = 0; i <= n; i++) {
            double u = i / (double) n;
            double y = top + (h - top) * u * u;
            double x = cx + sway * Math.sin(u * 7.5) * (0.25 + u);
            double half = unit * (0.006 + 0.17 * u * u);
            left[i * 2] = x - half;
            left[i * 2 + 1] = y;
            right[(n - i) * 2] = x + half;
            right[(n - i) * 2 + 1] = y;
        }
        double[] all = new double[left.length * 2];
        System.arraycopy(left, 0, all, 0, left.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        Path2D bed = Outlines.polygon(all);
        int far = Colour.mix(tints.skyLow(), tints.glow(), 0.3);
        int near = tints.lit(Colour.mix(tints.mid(), tints.skyTop(), 0.4));
        brush.line(bed, Colour.mix(tints.depth(0.8), near, 0.3), 0.6, unit * 0.008);
        brush.blend(bed, 0, top, far, 0, h, near);
        for (int i = 0; i < 26; i++) {
            double u = Math.sqrt(stage.brush().random().nextDouble());
            double y = top + (h - top) * u * u;
            double x = cx + sway * Math.sin(u * 7.5) * (0.25 + u);
            double half = unit * (0.006 + 0.17 * u * u);
            double at = x + half * stage.brush().between(-0.6, 0.6);
            brush.fill(
                    Water.lens(at, y, half * 0.3, Math.max(0.5, half * 0.02)), tints.glow(), 0.55);
        }
    }

    /// A small island with palms, out in the water.
    void island() {
        double fw = layout.focus().getWidth();
        double cx = layout.focus().getX() + fw * stage.brush().between(0.35, 0.65);
        double room = layout.horizon() - layout.focus().getY();
        double half = Math.min(unit * 0.24, fw * 0.4);
        double y =
                layout.horizon() + Math.min(unit * 0.05, (stage.height() - layout.horizon()) * 0.3);
        int sand = tints.lit(Colour.mix(tints.pale(), 0xE8CC97, 0.5));
        brush.fill(Water.lens(cx, y + unit * 0.008, half * 1.4, unit * 0.04), tints.white(), 0.45);
        Shape beach =
                Outlines.within(
                        Outlines.oval(cx, y + unit * 0.008, half * 1.15, unit * 0.045),
                        Outlines.box(0, 0, stage.width(), y + unit * 0.012));
        brush.fill(beach, sand);
        Shape green =
                Outlines.within(
                        Outlines.oval(cx - half * 0.1, y, half * 0.8, unit * 0.09),
                        Outlines.box(0, 0, stage.width(), y - unit * 0.012));
        brush.fill(green, tints.leaf());
        brush.grain(
                green, tints.ink(), cx - half * 0.2, y - unit * 0.1, 0, cx + half * 0.7, y, 0.75);
        double tall = Math.min(unit * 0.32, room * 0.8);
        SceneMotif palm = Subjects.of(Motif.PALM, brush.random());
        palm.draw(brush, cx - half * 0.25, y - unit * 0.04, tall);
        palm.draw(brush, cx + half * 0.35, y - unit * 0.02, tall * 0.75);
    }
}
