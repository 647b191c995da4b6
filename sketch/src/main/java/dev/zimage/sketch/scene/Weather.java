package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// What falls or hangs in the air in front of everything.
final class Weather {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;

    Weather(SceneCanvas stage, NamedMotifs reading) {
        this.stage = stage;
        this.reading = reading;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
    }

    void paint() {
        if (reading.has(Motif.FOG)) {
            fog();
        }
        if (reading.any(Motif.RAIN, Motif.STORM)) {
            rain();
        }
        if (reading.has(Motif.SNOW)) {
            snow();
        }
        if (reading.has(Motif.AUTUMN)) {
            drift(Colour.mix(tints.accent(), 0xD9692E, 0.4), 34, 0.02);
        }
        if (reading.any(Motif.SPRING, Motif.BLOSSOM)) {
            drift(Colour.mix(tints.pale(), 0xF7B6C6, 0.6), 46, 0.012);
        }
    }

    private int count(int perSquare) {
        return (int)
                (perSquare
                        * stage.width()
                        * (double) stage.height()
                        / (stage.unit() * stage.unit()));
    }

    private void rain() {
        Path2D near = new Path2D.Double();
        Path2D far = new Path2D.Double();
        double lean = stage.brush().between(-0.22, 0.22);
        for (int i = 0; i < count(330); i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height();
            double length = stage.unit() * stage.brush().between(0.02, 0.07);
            if (layout.isFree(x, y, length)) {
                (i % 3 == 0 ? near : far)
                        .append(Outlines.leaf(x, y, x + lean * length, y + length, 0.03), false);
            }
        }
        int rgb = Colour.mix(tints.pale(), tints.skyLow(), 0.2);
        brush.fill(far, rgb, 0.45);
        brush.fill(near, rgb, 0.8);
    }

    private void snow() {
        Path2D far = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Path2D near = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < count(300); i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height();
            double r =
                    stage.unit()
                            * (0.0015 + 0.006 * Math.pow(stage.brush().random().nextDouble(), 4));
            if (layout.isFree(x, y, r)) {
                (r > stage.unit() * 0.003 ? near : far)
                        .append(Outlines.circle(x, y, Math.max(0.6, r)), false);
            }
        }
        int white = Colour.mix(tints.pale(), Colour.WHITE, 0.7);
        brush.fill(far, white, 0.75);
        brush.fill(near, white, 0.9);
    }

    private void drift(int rgb, int perSquare, double size) {
        for (int i = 0; i < count(perSquare); i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height();
            double s = stage.unit() * size * stage.brush().between(0.5, 1.2);
            double angle = stage.brush().between(0, Math.PI * 2);
            if (layout.isFree(x, y, s)) {
                int own =
                        Colour.mix(
                                rgb,
                                stage.brush().chance(0.5) ? tints.pale() : tints.accent(),
                                stage.brush().between(0, 0.4));
                brush.fill(
                        Outlines.leaf(
                                x,
                                y,
                                x + Math.cos(angle) * s,
                                y + Math.sin(angle) * s,
                                stage.brush().between(0.25, 0.5)),
                        own,
                        0.9);
            }
        }
    }

    private void fog() {
        for (int i = 0; i < 4; i++) {
            double y = layout.horizon() + stage.unit() * (-0.2 + i * 0.13);
            double h = stage.unit() * stage.brush().between(0.14, 0.26);
            brush.veil(Outlines.box(0, y, stage.width(), h), tints.haze(), 0, y, 0, 0, y + h, 0.62);
            brush.veil(
                    Outlines.box(0, y + h, stage.width(), h),
                    tints.haze(),
                    0,
                    y + h,
                    0.62,
                    0,
                    y + h * 2,
                    0);
        }
    }
}
