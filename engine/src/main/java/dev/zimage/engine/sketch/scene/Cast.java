package dev.zimage.engine.sketch.scene;

import java.util.List;

/// Puts the subjects of a landscape where they belong: on the ground, on the water, in the air.
final class Cast {

    private final Stage stage;
    private final Reading reading;
    private final Layout layout;
    private final boolean wet;
    private final double boost;

    Cast(Stage stage, Reading reading, boolean wet) {
        this.stage = stage;
        this.reading = reading;
        this.layout = stage.layout();
        this.wet = wet;
        long subjects = reading.motifs().stream().filter(Motif::isSubject).count();
        this.boost = subjects == 1 ? 1.5 : subjects == 2 ? 1.2 : 0.95;
    }

    void paint() {
        floating(reading.at(Motif.Place.WATER));
        standing(reading.at(Motif.Place.GROUND));
        flying(reading.at(Motif.Place.AIR));
    }

    private void floating(List<Motif> motifs) {
        double room = stage.height() - layout.horizon();
        for (int i = 0; i < motifs.size(); i++) {
            Subject subject = Subjects.of(motifs.get(i));
            double y =
                    layout.horizon()
                            + Math.min(room, layout.focus().getMaxY() - layout.horizon())
                                    * stage.between(0.25, 0.6);
            place(subject, slot(i, motifs.size()), y);
        }
    }

    private void standing(List<Motif> motifs) {
        Ground ground = new Ground(stage);
        for (int i = 0; i < motifs.size(); i++) {
            Subject subject = Subjects.of(motifs.get(i));
            double x = slot(i, motifs.size());
            if (wet && i == 0 && !reading.has(Motif.BEACH)) {
                ground.shore(x, ground.shoreColour());
            }
            place(subject, x, layout.ground());
        }
    }

    private void flying(List<Motif> motifs) {
        for (int i = 0; i < motifs.size(); i++) {
            Subject subject = Subjects.of(motifs.get(i));
            double top = layout.focus().getY();
            double height = height(subject, layout.horizon() - top);
            double y =
                    Math.min(
                            layout.horizon() * 0.98,
                            top + (layout.horizon() - top) * stage.between(0.3, 0.5) + height / 2);
            subject.draw(stage.brush(), slot(i, motifs.size()), y, height);
        }
    }

    private void place(Subject subject, double x, double y) {
        double height = height(subject, y - layout.focus().getY());
        double half = height * subject.aspect() / 2;
        double left = layout.focus().getX() + half;
        double right = layout.focus().getMaxX() - half;
        subject.draw(stage.brush(), left < right ? Math.clamp(x, left, right) : x, y, height);
    }

    private double height(Subject subject, double room) {
        double wanted = stage.unit() * subject.share() * boost;
        double wide = layout.focus().getWidth() * 0.92 / subject.aspect();
        return Math.max(2, Math.min(Math.min(wanted, room * 0.92), wide));
    }

    /// The place of one of several along the focus, with some play.
    private double slot(int index, int count) {
        double w = layout.focus().getWidth();
        double t =
                count == 1
                        ? (stage.chance(0.5)
                                ? stage.between(0.28, 0.44)
                                : stage.between(0.56, 0.72))
                        : (index + 0.5) / count + stage.between(-0.1, 0.1) / count;
        return layout.focus().getX() + w * t;
    }
}
