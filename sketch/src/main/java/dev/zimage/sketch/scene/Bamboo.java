package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// A grove of bamboo, its middle left open.
final class Bamboo {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    Bamboo(SceneCanvas stage) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    /// Stalks of bamboo, far and near, with the middle left open.
    void paint() {
        double top = layout.focus().getY();
        for (int depth = 0; depth < 3; depth++) {
            int count = new int[] {18, 13, 8}[depth];
            double width = unit * new double[] {0.012, 0.021, 0.036}[depth];
            int base = Colour.mix(tints.leaf(), tints.lit(0x9CC36B), 0.25);
            int rgb =
                    Colour.mix(
                            tints.haze(),
                            depth == 2 ? Colour.mix(base, tints.near(), 0.15) : base,
                            0.32 + 0.34 * depth);
            for (int i = 0; i < count; i++) {
                double x = stage.width() * (i + stage.brush().between(0.1, 0.9)) / count;
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
                            width * stage.brush().between(0.8, 1.2),
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
        double lean = stage.brush().between(-0.05, 0.05) * (bottom - top);
        double step = width * stage.brush().between(5.5, 8);
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
            if (stage.brush().chance(0.3) && y < layout.horizon() + unit * 0.1) {
                spray(leaves, sx, y, width);
            }
        }
        int dark = Colour.mix(rgb, tints.near(), 0.4);
        brush.fill(canes, rgb);
        brush.fill(shades, dark, 0.55);
        brush.fill(leaves, Colour.mix(rgb, dark, 0.45));
    }

    private void spray(Path2D leaves, double x, double y, double width) {
        double side = stage.brush().chance(0.5) ? 1 : -1;
        for (int k = 0; k < 4; k++) {
            double a = Math.toRadians(stage.brush().between(-30, 70));
            double l = width * stage.brush().between(3, 5.5);
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
}
