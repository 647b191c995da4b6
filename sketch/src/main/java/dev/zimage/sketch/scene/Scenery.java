package dev.zimage.sketch.scene;

import dev.zimage.engine.ImageSize;
import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The picture that a prompt asks for: what it names, and how that is painted. Immutable, and so
/// safe to share between threads.
public final class Scenery {

    private final NamedMotifs reading;

    private Scenery(NamedMotifs reading) {
        this.reading = reading;
    }

    /// Reads which scenes and objects a prompt names, in English or Chinese. Text to be set as type
    /// must have been taken out before. Never fails: a prompt that names nothing gives an empty
    /// scenery.
    public static Scenery read(String promptWithoutText) {
        return new Scenery(MotifWords.read(promptWithoutText));
    }

    /// Whether nothing was recognised. Such a scenery paints an abstract composition.
    public boolean isEmpty() {
        return reading.motifs().isEmpty();
    }

    /// What was recognised, in the order of the prompt, in plain English: `mountain`, `ice cream`.
    public List<String> names() {
        return reading.motifs().stream().map(Motif::title).toList();
    }

    /// Colours that suit what was recognised; empty when nothing was.
    public Optional<Palette> suggestedPalette(RandomGenerator random) {
        return Palettes.of(reading, random);
    }

    /// Paints the whole picture, edge to edge, from (0, 0) to the size. The same seed of the
    /// generator gives the same pixels.
    ///
    /// @param keepClear the area, in pixels, where type will stand: subjects stay out of it and
    ///   only calm colour runs through it
    public void paint(
            Graphics2D g,
            ImageSize size,
            Palette palette,
            RandomGenerator random,
            @Nullable Rectangle2D keepClear) {
        Light light = reading.light(palette);
        try (SceneCanvas stage =
                new SceneCanvas(size.width(), size.height(), palette, light, random, keepClear)) {
            compose(stage);
            Finish.apply(stage);
            g.drawImage(stage.image(), 0, 0, null);
        }
    }

    private void compose(SceneCanvas stage) {
        if (isEmpty() || reading.motifs().equals(List.of(Motif.ABSTRACT))) {
            new Abstracts(stage).paint();
        } else if (SceneRules.isSpace(reading)) {
            new Cosmos(stage, reading).paint();
        } else if (SceneRules.isPond(reading)) {
            new Pond(stage).paint();
        } else if (SceneRules.isUnderwater(reading)) {
            new Underwater(stage, reading).paint();
        } else if (SceneRules.isOutdoors(reading)) {
            new Landscape(stage, reading).paint();
        } else {
            new Studio(stage, reading).paint();
        }
    }
}
