package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.drawing.DrawingLibrary;
import dev.zimage.sketch.drawing.Grain;
import dev.zimage.sketch.drawing.Picture;
import dev.zimage.sketch.words.Motif;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The picture that a prompt asks for: what it names, and how that is painted. Immutable, and so
/// safe to share between threads.
public final class Scenery {

    private static final DrawingLibrary DRAWINGS = new DrawingLibrary();

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

    /// The words for things that were recognised and have no drawing: `fox`, `狐狸`.
    public List<String> undrawn() {
        return reading.undrawn();
    }

    /// Colours that suit what was recognised; empty when nothing was.
    public Optional<Palette> suggestedPalette(RandomGenerator random) {
        return isEmpty() ? Optional.empty() : Optional.of(reading.palette(random));
    }

    /// Paints the whole picture, edge to edge, from (0, 0) to its width and height. The same seed
    /// of the generator gives the same pixels.
    ///
    /// @param keepClear the area, in pixels, where type will stand: subjects stay out of it and
    ///   only calm colour runs through it
    public void paint(
            Graphics2D g,
            int width,
            int height,
            Palette palette,
            RandomGenerator random,
            @Nullable Rectangle2D keepClear) {
        String drawing = drawing();
        NamedMotifs shown = drawing.equals("landscape") ? reading.withLand(random) : reading;
        RandomGenerator own = new SplittableRandom(random.nextLong());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Light light = reading.light(palette);
        Picture picture = new Picture(image, keepClear, palette, light, own, shown.motifs(), null);
        DRAWINGS.get(drawing).paint(picture);
        if (picture.keepClear() != null) {
            Mist.over(image, picture.keepClear());
        }
        Grain.over(image, 9, own.nextInt());
        g.drawImage(image, 0, 0, null);
    }

    /// The drawing that shows what was named.
    private String drawing() {
        if (reading.only("abstract")) {
            return "abstract";
        }
        if (reading.isSpace()) {
            return "cosmos";
        }
        if (reading.isPond()) {
            return "pond";
        }
        if (reading.isUnderwater()) {
            return "underwater";
        }
        return reading.isOutdoors() ? "landscape" : "studio";
    }
}
