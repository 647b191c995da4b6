package dev.zimage.engine.sketch.scene;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Lands that are drawn as one piece: a bridge, a roof, bamboo, a waterfall, a river, an island.
final class Wonders {

    private final Stage stage;
    private final Brush brush;
    private final Tints tints;
    private final Layout layout;
    private final double unit;

    Wonders(Stage stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// A bridge across the water: hung from towers, or an arch of stone.
    void bridge(boolean old) {
        if (old || stage.chance(0.4)) {
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
        double a = w * stage.between(0.2, 0.27);
        double b = w * stage.between(0.73, 0.8);
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
                        + layout.focus().getWidth() * stage.between(-0.12, 0.12);
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
        double size = unit * 0.05;
        int row = 0;
        for (double ty = y + size * 0.35; ty < h + size; ty += size * 0.62, row++) {
            Path2D scallops = new Path2D.Double();
            for (double x = -size + row % 2 * size * 0.5; x < w + size; x += size) {
                scallops.moveTo(x, ty);
                scallops.quadTo(x + size * 0.5, ty + size * 0.62, x + size, ty);
            }
            brush.line(scallops, edge, layout.isFree(w / 2, ty, size) ? 0.75 : 0.2, unit * 0.0036);
        }
        brush.fill(
                Outlines.box(-5, y - unit * 0.004, w + 10, unit * 0.022, unit * 0.01),
                Colour.mix(tile, tints.pale(), 0.2));
        for (double x = 0; x < w; x += unit * 0.075) {
            brush.fill(
                    Outlines.box(x, y - unit * 0.008, unit * 0.012, unit * 0.03, unit * 0.005),
                    edge);
        }
        double side = stage.chance(0.5) ? 0.08 : 0.86;
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

    /// Stalks of bamboo, far and near, with the middle left open.
    void bamboo() {
        double top = layout.focus().getY();
        for (int depth = 0; depth < 3; depth++) {
            int count = new int[] {26, 15, 8}[depth];
            double width = unit * new double[] {0.012, 0.021, 0.036}[depth];
            int base = Colour.mix(tints.leaf(), tints.lit(0x9CC36B), 0.25);
            int rgb =
                    Colour.mix(
                            tints.haze(),
                            depth == 2 ? Colour.mix(base, tints.near(), 0.15) : base,
                            0.32 + 0.34 * depth);
            for (int i = 0; i < count; i++) {
                double x = stage.width() * (i + stage.between(0.1, 0.9)) / count;
                boolean open =
                        depth < 2
                                || Math.abs(x - layout.focus().getCenterX())
                                        > layout.focus().getWidth() * 0.3;
                if (open
                        && (depth == 0
                                || layout.isFree(x, stage.height() * 0.5, width)
                                || layout.keepClear() == null)) {
                    stalk(
                            x,
                            depth == 0 ? -5 : Math.max(-5, top - unit * 0.02),
                            width * stage.between(0.8, 1.2),
                            rgb);
                }
            }
            double mist = layout.horizon() - unit * 0.25;
            if (depth < 2) {
                brush.veil(
                        Outlines.box(0, mist, stage.width(), stage.height() - mist),
                        tints.haze(),
                        0,
                        mist,
                        0,
                        0,
                        stage.height(),
                        0.62);
            }
        }
    }

    private void stalk(double x, double top, double width, int rgb) {
        double bottom = stage.height() + 5.0;
        double lean = stage.between(-0.05, 0.05) * (bottom - top);
        double step = width * stage.between(5.5, 8);
        Path2D canes = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D shades = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D leaves = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (double y = bottom; y > top; y -= step) {
            double u = (bottom - y) / (bottom - top);
            double sx = x + lean * u * u;
            double y2 = Math.max(top, y - step * 0.975);
            canes.append(Outlines.box(sx - width / 2, y2, width, y - y2), false);
            shades.append(Outlines.box(sx + width * 0.16, y2, width * 0.3, y - y2), false);
            shades.append(
                    Outlines.box(sx - width * 0.58, y - width * 0.1, width * 1.16, width * 0.16),
                    false);
            if (stage.chance(0.4) && y < layout.horizon() + unit * 0.1) {
                spray(leaves, sx, y, width);
            }
        }
        int dark = Colour.mix(rgb, tints.near(), 0.4);
        brush.fill(canes, rgb);
        brush.fill(shades, dark, 0.55);
        brush.fill(leaves, Colour.mix(rgb, dark, 0.45));
    }

    private void spray(Path2D leaves, double x, double y, double width) {
        double side = stage.chance(0.5) ? 1 : -1;
        for (int k = 0; k < 4; k++) {
            double a = Math.toRadians(stage.between(-30, 70));
            double l = width * stage.between(3, 5.5);
            double lx = x + side * width * (0.5 + k * 0.9);
            double ly = y - width * 0.4 * k;
            if (layout.isFree(lx, ly, l)) {
                leaves.append(
                        Outlines.leaf(
                                lx, ly, lx + side * Math.cos(a) * l, ly + Math.sin(a) * l, 0.13),
                        false);
            }
        }
    }

    void waterfall() {
        double top = Math.max(layout.skyline(), layout.focus().getY() + 1);
        double pool =
                Math.min(
                        layout.horizon() + (stage.height() - layout.horizon()) * 0.35,
                        layout.focus().getMaxY());
        double cx =
                layout.focus().getCenterX()
                        + layout.focus().getWidth() * stage.between(-0.15, 0.15);
        double lip = top + (pool - top) * 0.24;
        double half =
                Math.min(unit * 0.1, layout.focus().getWidth() * 0.14) * stage.between(0.85, 1.2);
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
            double u = stage.between(-0.95, 0.95);
            double y0 = lip + (pool - lip) * stage.between(0, 0.6);
            double l = (pool - lip) * stage.between(0.15, 0.4);
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
            double x = cx + half * stage.between(-1.9, 1.9);
            double r = unit * stage.between(0.012, 0.034);
            brush.fill(
                    Outlines.oval(x, pool + unit * stage.between(-0.012, 0.014), r * 1.4, r * 0.8),
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
        Noise noise = new Noise(stage.random());
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
                double tall = Math.min(unit * stage.between(0.07, 0.14), y - layout.focus().getY());
                if (i > 1 && tall > 2) {
                    woods.append(trees.conifer(x, y + unit * 0.02, tall), false);
                }
            }
            wall.lineTo(edge, pool + 5);
            wall.closePath();
            brush.fill(woods, tints.depth(0.75));
            brush.blend(wall, 0, lip, rock, 0, pool, tints.depth(0.8));
            for (int i = 0; i < 16; i++) {
                double x = inner + (edge - inner) * stage.between(0.02, 0.9);
                double y = lip + (pool - lip) * stage.between(0.05, 0.8);
                double w = unit * stage.between(0.02, 0.05);
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
        double cx = layout.focus().getX() + layout.focus().getWidth() * stage.between(0.4, 0.6);
        double sway = unit * stage.between(0.12, 0.2) * (stage.chance(0.5) ? 1 : -1);
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
            double u = Math.sqrt(stage.random().nextDouble());
            double y = top + (h - top) * u * u;
            double x = cx + sway * Math.sin(u * 7.5) * (0.25 + u);
            double half = unit * (0.006 + 0.17 * u * u);
            double at = x + half * stage.between(-0.6, 0.6);
            brush.fill(
                    Water.lens(at, y, half * 0.3, Math.max(0.5, half * 0.02)), tints.glow(), 0.55);
        }
    }

    /// A small island with palms, out in the water.
    void island() {
        double fw = layout.focus().getWidth();
        double cx = layout.focus().getX() + fw * stage.between(0.35, 0.65);
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
        Plants.palm(brush.at(cx - half * 0.25, y - unit * 0.04, tall));
        Plants.palm(brush.at(cx + half * 0.35, y - unit * 0.02, -tall * 0.75, tall * 0.75, 0));
    }
}
