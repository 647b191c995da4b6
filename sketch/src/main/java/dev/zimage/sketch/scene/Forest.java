package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// Woods: rows of conifers or round trees fading into haze, or tall trunks seen from within.
final class Forest {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final boolean autumn;

    Forest(SceneCanvas stage, boolean autumn) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.autumn = autumn;
    }

    /// A belt of trees along the horizon, in front of whatever is there.
    void belt() {
        rows(2, layout.horizon() + stage.unit() * 0.01, 0.13, 0.45, 0.7);
    }

    /// The forest as the scene itself.
    void paint() {
        double base = layout.horizon() + (stage.height() - layout.horizon()) * 0.2;
        rows(4, base, 0.17, 0.14, 0.8);
    }

    /// Dark trees at both sides of the picture, close by.
    void frame() {
        double free = layout.keepClear() == null ? 1 : 0.7;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < 3; i++) {
                double x =
                        stage.width() / 2.0
                                + side * stage.width() * stage.brush().between(0.38, 0.55);
                double size = stage.unit() * stage.brush().between(0.24, 0.46) * free;
                double y = layout.ground() + stage.unit() * (0.03 + 0.05 * i);
                size = Math.min(size, (y - layout.focus().getY()) * 0.9);
                if (layout.isFree(x, y - size / 2, size * 0.3)) {
                    brush.fill(conifer(x, y, size), tints.depth(0.9));
                }
            }
        }
    }

    private void rows(int rows, double base, double size, double far, double near) {
        boolean round = autumn || stage.brush().chance(0.3);
        double room = Math.max(stage.unit() * 0.05, base - layout.skyline());
        for (int i = 0; i < rows; i++) {
            double t = rows == 1 ? 1 : i / (rows - 1.0);
            double y = base + stage.unit() * 0.055 * i;
            double tall = Math.min(room, stage.unit() * size * (0.75 + 0.75 * t));
            double lift = rows > 2 ? Math.min(room - tall, stage.unit() * 0.26) * (1 - t) : 0;
            row(y - Math.max(0, lift), tall, far + (near - far) * t, round);
        }
    }

    private void row(double y, double tall, double nearness, boolean round) {
        Noise noise = new Noise(stage.brush().random());
        int rgb = tints.depth(nearness);
        Path2D trees = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D bright = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D ground = new Path2D.Double();
        ground.moveTo(-5, y + tall * 1.5 + 5);
        for (double x = -tall * 0.2; x < stage.width() + tall * 0.3; ) {
            double foot = y + noise.at(x / tall * 0.35) * tall * 0.22;
            double h = tall * stage.brush().between(0.62, 1.08);
            ground.lineTo(x, foot - tall * 0.05);
            Path2D into = stage.brush().chance(0.3) ? bright : trees;
            into.append(round ? crown(x, foot, h) : conifer(x, foot, h), false);
            x += tall * stage.brush().between(round ? 0.3 : 0.16, round ? 0.55 : 0.34);
        }
        ground.lineTo(stage.width() + tall, y + tall * 1.5 + 5);
        ground.closePath();
        int leaf = autumn ? Colour.mix(rgb, tints.lit(tints.accent()), 0.62) : rgb;
        int other =
                autumn
                        ? Colour.mix(rgb, tints.lit(Colour.mix(tints.accent(), 0xE8B23A, 0.5)), 0.6)
                        : Colour.mix(rgb, tints.leaf(), 0.24);
        brush.fade(trees, leaf, Colour.mix(leaf, tints.near(), 0.25));
        brush.fade(bright, other, Colour.mix(other, tints.near(), 0.25));
        brush.fade(ground, Colour.mix(rgb, tints.near(), 0.1), Colour.mix(rgb, tints.haze(), 0.45));
    }

    private Path2D crown(double x, double y, double h) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.append(Outlines.box(x - h * 0.025, y - h * 0.5, h * 0.05, h * 0.5), false);
        path.append(Outlines.oval(x, y - h * 0.62, h * 0.27, h * 0.38), false);
        path.append(Outlines.oval(x - h * 0.15, y - h * 0.48, h * 0.19, h * 0.22), false);
        path.append(Outlines.oval(x + h * 0.15, y - h * 0.46, h * 0.18, h * 0.2), false);
        return path;
    }

    Path2D conifer(double x, double y, double h) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int tiers = 5;
        double half = h * stage.brush().between(0.17, 0.23);
        double[] points = new double[(tiers * 4 + 2) * 2];
        int n = 0;
        points[n++] = x;
        points[n++] = y - h;
        for (int i = 1; i <= tiers; i++) {
            double t = i / (double) tiers;
            double level = y - h * (1 - t * 0.92);
            points[n++] = x + half * t;
            points[n++] = level + h * 0.02;
            points[n++] = x + half * t * 0.55;
            points[n++] = level - h * 0.02;
        }
        points[n++] = x;
        points[n++] = y - h * 0.08;
        for (int i = tiers; i >= 1; i--) {
            double t = i / (double) tiers;
            double level = y - h * (1 - t * 0.92);
            points[n++] = x - half * t * 0.55;
            points[n++] = level - h * 0.02;
            points[n++] = x - half * t;
            points[n++] = level + h * 0.02;
        }
        path.append(Outlines.polygon(points), false);
        path.append(Outlines.box(x - h * 0.02, y - h * 0.1, h * 0.04, h * 0.11), false);
        return path;
    }
}
