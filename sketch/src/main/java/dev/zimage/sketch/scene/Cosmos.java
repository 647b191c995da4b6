package dev.zimage.sketch.scene;

import java.awt.Shape;
import java.util.Arrays;

/// Space: stars, drifting gas, planets, and whoever travels there.
final class Cosmos {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final Brush brush;
    private final Tints tints;
    private final SceneLayout layout;
    private final double unit;

    Cosmos(SceneCanvas stage, NamedMotifs reading) {
        this.stage = stage;
        this.reading = reading;
        this.brush = stage.brush();
        this.tints = stage.brush().tints();
        this.layout = stage.layout();
        this.unit = stage.unit();
    }

    void paint() {
        int[] pixels = stage.pixels();
        int w = stage.width();
        int[] rows =
                Colour.ramp(
                        tints.skyTop(),
                        Colour.mix(tints.skyTop(), tints.skyLow(), 0.45),
                        stage.height());
        for (int y = 0; y < stage.height(); y++) {
            Arrays.fill(pixels, y * w, (y + 1) * w, rows[y]);
        }
        gas();
        stars();
        double fw = layout.focus().getWidth();
        double fh = layout.focus().getHeight();
        double size = Math.min(fw, fh);
        boolean alone = reading.motifs().stream().noneMatch(Motif::isSubject);
        double side = stage.brush().chance(0.5) ? 1 : -1;
        if (alone) {
            planet(
                    layout.focus().getCenterX() + side * size * 0.06,
                    layout.focus().getCenterY(),
                    size * 0.27,
                    true);
        } else {
            double r = size * stage.brush().between(0.3, 0.4);
            planet(
                    layout.focus().getCenterX() - side * fw * 0.3,
                    layout.focus().getMaxY() - r * 0.35,
                    r,
                    stage.brush().chance(0.5));
        }
        small(side, size);
        travellers(side, size);
    }

    private void gas() {
        for (int i = 0; i < 3; i++) {
            double x = stage.width() * stage.brush().between(0, 1);
            double y = stage.height() * stage.brush().between(0, 1);
            brush.glow(
                    x,
                    y,
                    unit * stage.brush().between(0.3, 0.5),
                    i % 2 == 0 ? tints.mid() : tints.accent(),
                    0.24);
        }
    }

    private void stars() {
        for (int i = 0; i < 330; i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height();
            double size =
                    Math.max(
                            0.5,
                            unit
                                    * 0.001
                                    * (0.6
                                            + 2.6
                                                    * Math.pow(
                                                            stage.brush().random().nextDouble(),
                                                            6)));
            if (layout.isFree(x, y, size)) {
                brush.fill(
                        Outlines.circle(x, y, size), tints.glow(), stage.brush().between(0.3, 1));
            }
        }
        for (int i = 0; i < 9; i++) {
            double x = stage.brush().random().nextDouble() * stage.width();
            double y = stage.brush().random().nextDouble() * stage.height();
            double size = unit * stage.brush().between(0.008, 0.017);
            if (layout.isFree(x, y, size)) {
                brush.fill(Outlines.star(x, y, size, 0.13, 4, 0), tints.glow());
            }
        }
    }

    private void planet(double x, double y, double r, boolean ringed) {
        int base = Colour.mix(tints.accent(), tints.pale(), 0.15);
        int dark = Colour.mix(base, tints.deep(), 0.55);
        Shape disc = Outlines.circle(x, y, r);
        brush.glow(x, y, r * 1.7, base, 0.3);
        Shape ring =
                Outlines.without(
                        Outlines.oval(x, y, r * 1.75, r * 0.42, -16),
                        Outlines.oval(x, y, r * 1.36, r * 0.29, -16));
        if (ringed) {
            brush.fill(ring, Colour.mix(tints.pale(), tints.mid(), 0.25), 0.95);
        }
        brush.fill(disc, base);
        Noise noise = new Noise(stage.brush().random());
        for (int i = 0; i < 9; i++) {
            double dy = r * (-0.9 + i * 0.22) + r * 0.05 * noise.at(i * 3.1);
            Shape band =
                    Outlines.within(
                            disc,
                            Outlines.turned(
                                    Outlines.box(
                                            x - r * 1.2,
                                            y + dy,
                                            r * 2.4,
                                            r * (0.07 + 0.06 * Math.abs(noise.at(i * 1.7)))),
                                    x,
                                    y,
                                    -16));
            brush.fill(
                    band,
                    i % 2 == 0
                            ? Colour.mix(base, tints.pale(), 0.5)
                            : Colour.mix(base, tints.deep(), 0.3),
                    0.65);
        }
        brush.fill(Outlines.oval(x + r * 0.3, y + r * 0.25, r * 0.19, r * 0.11, -16), dark, 0.55);
        brush.grain(disc, tints.near(), x - r * 0.1, y - r * 0.1, 0, x + r * 0.8, y + r * 0.75, 1);
        brush.grain(disc, tints.pale(), x - r, y - r, 0.7, x - r * 0.2, y - r * 0.2, 0);
        if (ringed) {
            Shape front =
                    Outlines.within(
                            ring, Outlines.turned(Outlines.box(x - r * 2, y, r * 4, r), x, y, -16));
            brush.fill(front, Colour.mix(tints.pale(), tints.mid(), 0.15));
            brush.grain(front, tints.near(), x, y, 0, x + r * 1.7, y, 0.6);
        }
    }

    private void small(double side, double size) {
        double[][] at = {
            {-side * 0.34, -0.34, 0.06}, {side * 0.4, -0.38, 0.035}, {side * 0.36, 0.4, 0.045}
        };
        for (double[] p : at) {
            double x = layout.focus().getCenterX() + p[0] * layout.focus().getWidth();
            double y = layout.focus().getCenterY() + p[1] * layout.focus().getHeight();
            double r = size * p[2] * stage.brush().between(0.8, 1.4);
            int rgb = Colour.mix(tints.mid(), tints.pale(), stage.brush().between(0.1, 0.6));
            Shape disc = Outlines.circle(x, y, r);
            if (layout.isFree(x, y, r)) {
                brush.fill(disc, rgb);
                brush.grain(disc, tints.near(), x - r * 0.2, y, 0, x + r * 0.8, y + r * 0.5, 0.95);
                brush.fill(
                        Outlines.circle(x - r * 0.3, y - r * 0.2, r * 0.2),
                        Colour.mix(rgb, tints.near(), 0.3),
                        0.7);
                brush.fill(
                        Outlines.circle(x + r * 0.1, y + r * 0.4, r * 0.14),
                        Colour.mix(rgb, tints.near(), 0.3),
                        0.7);
            }
        }
    }

    private void travellers(double side, double size) {
        double x = layout.focus().getCenterX() + side * layout.focus().getWidth() * 0.14;
        double y = layout.focus().getCenterY() - size * 0.02;
        var subjects = reading.motifs().stream().filter(Subjects::areDrawn).limit(2).toList();
        for (int i = 0; i < subjects.size(); i++) {
            Motif motif = subjects.get(i);
            double tall =
                    size * (motif == Motif.ROCKET ? 0.58 : 0.44) * (subjects.size() > 1 ? 0.8 : 1);
            double sx =
                    x
                            + (subjects.size() > 1
                                    ? (i == 0 ? -1 : 1) * layout.focus().getWidth() * 0.2
                                    : 0);
            if (motif == Motif.ROCKET) {
                Subjects.of("rocket-space", brush.random()).draw(brush, sx, y + tall / 2, tall);
            } else if (motif == Motif.PERSON) {
                Brush b = brush.at(sx, y, tall, tall, side * 14);
                Subjects.of("person-space", brush.random()).draw(b, 0, 0.5, 1);
            } else {
                Subjects.of(motif, brush.random()).draw(brush, sx, y + tall / 2, tall);
            }
        }
    }
}
