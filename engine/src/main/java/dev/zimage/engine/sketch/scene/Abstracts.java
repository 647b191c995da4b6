package dev.zimage.engine.sketch.scene;

import java.awt.geom.Path2D;

/// Compositions without a subject, for prompts that name none.
final class Abstracts {

    private final Stage stage;

    Abstracts(Stage stage) {
        this.stage = stage;
    }

    void paint() {
        Brush b = stage.brush();
        Palette p = stage.tints().palette();
        b.blend(
                Outlines.box(0, 0, stage.width(), stage.height()),
                0,
                0,
                Colour.mix(p.background(), p.light(), 0.4),
                stage.width(),
                stage.height(),
                p.background());
        int[] colours = {p.mid(), p.accent(), p.deep(), Colour.mix(p.mid(), p.light(), 0.5)};
        for (int i = 0; i < 4; i++) {
            Path2D path = new Path2D.Double();
            Noise noise = new Noise(stage.random());
            double y =
                    stage.layout().focus().getY()
                            + stage.layout().focus().getHeight() * (0.35 + 0.18 * i);
            path.moveTo(0, stage.height());
            for (int s = 0; s <= 60; s++) {
                double x = stage.width() * s / 60.0;
                path.lineTo(x, y + noise.at(x / stage.unit() * 1.6) * stage.unit() * 0.12);
            }
            path.lineTo(stage.width(), stage.height());
            path.closePath();
            b.fill(path, colours[i]);
            b.grain(path, p.deep(), 0, y, 0, stage.width(), stage.height(), 0.6);
        }
    }
}
