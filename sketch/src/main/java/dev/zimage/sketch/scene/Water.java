package dev.zimage.sketch.scene;

import java.awt.geom.Path2D;

/// A sheet of water from a shoreline to the bottom of the picture. It mirrors what was painted
/// above it, so it is painted after the land behind and before what floats on it.
final class Water {

    private final SceneCanvas stage;
    private final Brush brush;
    private final Tints tints;
    private final double top;

    Water(SceneCanvas stage, double top) {
        this.stage = stage;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.top = top;
    }

    private int near() {
        return switch (tints.light()) {
            case DAY -> Colour.mix(tints.mid(), tints.deep(), 0.5);
            case DUSK -> Colour.mix(tints.skyTop(), tints.near(), 0.45);
            case NIGHT -> Colour.mix(tints.skyTop(), tints.near(), 0.3);
        };
    }

    private int far() {
        return switch (tints.light()) {
            case DAY -> Colour.mix(tints.skyLow(), tints.mid(), 0.55);
            case DUSK -> Colour.mix(tints.skyLow(), tints.skyMiddle(), 0.6);
            case NIGHT -> Colour.mix(tints.skyLow(), tints.skyMiddle(), 0.4);
        };
    }

    /// `calm` is 1 for a mirror and 0 for open sea.
    void paint(double calm) {
        int w = stage.width();
        int h = stage.height();
        int from = Math.clamp(Math.round(top), 1, h - 1);
        int[] pixels = stage.pixels();
        int[] own = Colour.ramp(far(), near(), h - from);
        double wave = stage.brush().between(0, 6);
        for (int y = from; y < h; y++) {
            double depth = (y - from + 1.0) / (h - from);
            int source = Math.max(0, from - 1 - (int) ((y - from) * (1.05 - 0.1 * calm)));
            double mirror = (0.2 + 0.45 * calm) * (1 - 0.75 * depth);
            double sway =
                    stage.unit()
                            * (0.002 + 0.012 * (1 - calm) + 0.006 * depth)
                            * Math.sin(wave + 420 * Math.sqrt(depth + 0.02) * (0.35 + 0.2 * calm));
            int shift = (int) Math.round(sway);
            int rgb = own[y - from];
            for (int x = 0; x < w; x++) {
                int seen = pixels[source * w + Math.clamp(x + shift, 0, w - 1)];
                pixels[y * w + x] = Colour.over(rgb, seen, mirror);
            }
        }
        ripples(calm);
    }

    private void ripples(double calm) {
        int light = Colour.mix(far(), tints.pale(), tints.isNight() ? 0.25 : 0.6);
        int dark = Colour.mix(near(), tints.near(), 0.4);
        int count = (int) (60 + 70 * (1 - calm));
        for (int i = 0; i < count; i++) {
            double t = Math.pow(stage.brush().random().nextDouble(), 1.6);
            double y = top + (stage.height() - top) * t;
            double length = stage.unit() * (0.015 + 0.1 * t) * stage.brush().between(0.4, 1.5);
            double x = stage.brush().random().nextDouble() * stage.width();
            boolean bright = stage.brush().chance(0.6);
            if (stage.layout().isFree(x, y, length)) {
                brush.fill(
                        lens(x, y, length, Math.max(0.5, length * 0.045)),
                        bright ? light : dark,
                        bright ? 0.4 : 0.3);
            }
        }
    }

    /// The broken path of light under the sun or the moon.
    void glitter(double x, double radius, int rgb) {
        double bottom = stage.height();
        double y = top + stage.unit() * 0.004;
        while (y < bottom) {
            double t = (y - top) / (bottom - top);
            double spread = radius * (0.75 + 0.9 * t);
            double length = spread * stage.brush().between(0.35, 1) * (1 - 0.45 * t);
            double at = x + spread * stage.brush().between(-0.45, 0.45);
            double thick = stage.unit() * (0.0016 + 0.0062 * t);
            if (stage.layout().isFree(at, y, thick)) {
                brush.fill(lens(at, y, length, thick), rgb, 0.85 - 0.6 * t);
            }
            y += thick * stage.brush().between(1.9, 3.4);
        }
    }

    static Path2D lens(double x, double y, double half, double thick) {
        return Outlines.leaf(x - half, y, x + half, y, thick / half);
    }
}
