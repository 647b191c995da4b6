package dev.zimage.sketch.scene;

import java.util.ArrayList;
import java.util.List;

/// Puts the subjects of a landscape where they belong: on the ground, on the water, in the air.
final class SubjectPlacement {

    private final SceneCanvas stage;
    private final NamedMotifs reading;
    private final SceneLayout layout;
    private final boolean wet;
    private final double boost;

    SubjectPlacement(SceneCanvas stage, NamedMotifs reading, boolean wet) {
        this.stage = stage;
        this.reading = reading;
        this.layout = stage.layout();
        this.wet = wet;
        long subjects = reading.motifs().stream().filter(Motif::isSubject).count();
        boolean alone = reading.motifs().size() <= 2;
        this.boost = subjects == 1 ? (alone ? 1.9 : 1.5) : subjects == 2 ? 1.2 : 0.95;
    }

    void paint() {
        floating(reading.at(Motif.Place.WATER));
        standing(reading.at(Motif.Place.GROUND));
        List<Motif> close = new ArrayList<>(reading.at(Motif.Place.TABLE));
        close.removeIf(motif -> motif == Motif.HEART);
        garden(close);
        laid(close);
        List<Motif> air = new ArrayList<>(reading.at(Motif.Place.AIR));
        if (reading.has(Motif.HEART)) {
            air.add(Motif.HEART);
        }
        flying(air);
    }

    /// Flowers named with a land grow on it.
    private void garden(List<Motif> close) {
        for (Motif flower : List.of(Motif.FLOWER, Motif.ROSE, Motif.SUNFLOWER, Motif.TULIP)) {
            if (close.remove(flower)) {
                new Garden(stage).grow(flower);
            }
        }
        if (close.remove(Motif.BLOSSOM)) {
            new Garden(stage).branches();
        }
    }

    /// Small things named with a land lie on a table before it.
    private void laid(List<Motif> motifs) {
        if (motifs.isEmpty()) {
            return;
        }
        double y = layout.ground();
        Tints t = stage.brush().tints();
        int wood = t.lit(Colour.mix(Colour.mix(t.deep(), t.accent(), 0.3), 0x8A5A36, 0.35));
        var top =
                Outlines.box(
                        -5,
                        y - stage.unit() * 0.025,
                        stage.width() + 10,
                        stage.height() - y + stage.unit() * 0.05);
        stage.brush().fade(top, Colour.mix(wood, t.pale(), 0.2), Colour.mix(wood, t.near(), 0.5));
        stage.brush()
                .fill(
                        Outlines.box(
                                -5,
                                y - stage.unit() * 0.025,
                                stage.width() + 10,
                                stage.unit() * 0.006),
                        Colour.mix(wood, t.pale(), 0.5));
        for (int i = 0; i < motifs.size(); i++) {
            place(drawing(motifs.get(i)), slot(i, motifs.size()), y + stage.unit() * 0.01);
        }
    }

    private void floating(List<Motif> motifs) {
        double room = stage.height() - layout.horizon();
        for (int i = 0; i < motifs.size(); i++) {
            SceneMotif subject = drawing(motifs.get(i));
            double y =
                    layout.horizon()
                            + Math.min(room, layout.focus().getMaxY() - layout.horizon())
                                    * stage.brush().between(0.25, 0.6);
            place(subject, slot(i, motifs.size()), y);
        }
    }

    private void standing(List<Motif> named) {
        List<Motif> motifs = new ArrayList<>(named);
        motifs.remove(Motif.BRIDGE);
        if (reading.has(Motif.ISLAND)) {
            motifs.remove(Motif.PALM);
        }
        boolean onRock = motifs.equals(List.of(Motif.LIGHTHOUSE));
        for (int i = 0; i < motifs.size(); i++) {
            double x = slot(i, motifs.size());
            if (wet && i == 0 && !onRock && !reading.any(Motif.BEACH, Motif.ROOF, Motif.BAMBOO)) {
                Ground ground = new Ground(stage);
                ground.shore(
                        x,
                        motifs.size() > 1,
                        reading.has(Motif.SNOW)
                                ? stage.brush().tints().snow()
                                : ground.shoreColour());
            }
            place(drawing(motifs.get(i)), x, layout.ground());
        }
    }

    private SceneMotif drawing(Motif motif) {
        String name = motif.file();
        if (motif == Motif.TREE && reading.has(Motif.AUTUMN)) {
            name = "tree-autumn";
        } else if (motif == Motif.TREE && reading.any(Motif.BLOSSOM, Motif.SPRING)) {
            name = "tree-blossom";
        }
        return Subjects.of(name, stage.brush().random());
    }

    private void flying(List<Motif> motifs) {
        motifs.remove(Motif.LANTERN);
        if (reading.has(Motif.LANTERN)) {
            boolean feast = reading.any(Motif.TEMPLE, Motif.CITY, Motif.DRAGON, Motif.FIREWORKS);
            new SkyEvents(stage).lanterns(feast || stage.brush().chance(0.4));
        }
        double top = layout.focus().getY();
        double room = layout.horizon() - top;
        for (int i = 0; i < motifs.size(); i++) {
            Motif motif = motifs.get(i);
            SceneMotif subject = drawing(motif);
            double height =
                    Math.min(height(subject, room), subject.share() * stage.unit() * boost * 1.25);
            double y =
                    Math.min(
                            layout.horizon() * 0.98,
                            top + room * stage.brush().between(0.4, 0.55) + height / 2);
            double half = height * subject.aspect() / 2;
            double x = slot(i, motifs.size());
            double left = layout.focus().getX() + half;
            double right = layout.focus().getMaxX() - half;
            x = left < right ? Math.clamp(x, left, right) : x;
            if (motif == Motif.BALLOON) {
                company(subject, x, height);
            }
            subject.draw(stage.brush(), x, y, height);
        }
    }

    /// Smaller ones of the same kind, far off.
    private void company(SceneMotif subject, double x, double height) {
        for (int i = 0; i < 3; i++) {
            double far =
                    layout.focus().getX()
                            + layout.focus().getWidth() * stage.brush().between(0.06, 0.94);
            double small = height * stage.brush().between(0.16, 0.34);
            double y =
                    layout.focus().getY()
                            + (layout.horizon() - layout.focus().getY())
                                    * stage.brush().between(0.35, 0.9);
            if (Math.abs(far - x) > height * 0.5
                    && layout.isFree(far, y - small / 2, small * 0.6)) {
                subject.draw(stage.brush(), far, y, small);
            }
        }
    }

    private void place(SceneMotif subject, double x, double y) {
        double height = height(subject, y - layout.focus().getY());
        double half = height * subject.aspect() / 2;
        double left = layout.focus().getX() + half;
        double right = layout.focus().getMaxX() - half;
        double at = left < right ? Math.clamp(x, left, right) : x;
        if (y >= layout.ground()) {
            for (int i = 0; i < 3; i++) {
                stage.brush()
                        .fill(
                                Outlines.oval(
                                        at + half * 0.1,
                                        y,
                                        half * (0.75 + 0.15 * i),
                                        stage.unit() * (0.005 + 0.004 * i)),
                                stage.brush().tints().near(),
                                0.17);
            }
        }
        subject.draw(stage.brush(), at, y, height);
    }

    private double height(SceneMotif subject, double room) {
        double wanted = stage.unit() * subject.share() * boost;
        double wide = layout.focus().getWidth() * 0.92 / subject.aspect();
        return Math.max(2, Math.min(Math.min(wanted, room * 0.92), wide));
    }

    /// The place of one of several along the focus, with some play.
    private double slot(int index, int count) {
        double w = layout.focus().getWidth();
        double t =
                count == 1
                        ? (stage.brush().chance(0.5)
                                ? stage.brush().between(0.28, 0.44)
                                : stage.brush().between(0.56, 0.72))
                        : (index + 0.5) / count + stage.brush().between(-0.1, 0.1) / count;
        return layout.focus().getX() + w * t;
    }
}
