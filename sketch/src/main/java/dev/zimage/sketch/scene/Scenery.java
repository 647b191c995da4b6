package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.drawing.DrawingLibrary;
import dev.zimage.sketch.drawing.Grain;
import dev.zimage.sketch.drawing.Picture;
import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.StyleTable;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The picture that a prompt asks for: what it names, and how that is painted. Immutable, and so
/// safe to share between threads.
///
/// @param motifs that a prompt names, in its order
/// @param undrawn words for things that have no drawing: `fox`, `狐狸`
public record Scenery(List<Motif> motifs, List<String> undrawn) {

    /// A palette that leaves the light to the prompt.
    private static final Palette DAYLIGHT = new Palette(0xFFFFFF, 0, 0x808080, 0xFFFFFF, 0x808080);

    public Scenery {
        motifs = List.copyOf(motifs);
        undrawn = List.copyOf(undrawn);
    }

    /// Reads which scenes and objects a prompt names, in English or Chinese. Text to be set as type
    /// must have been taken out before. Never fails: a prompt that names nothing gives an empty
    /// scenery.
    public static Scenery read(String promptWithoutText) {
        return MotifWords.read(promptWithoutText);
    }

    /// Whether nothing was recognised. Such a scenery paints an abstract composition.
    public boolean isEmpty() {
        return motifs.isEmpty();
    }

    /// What was recognised, in the order of the prompt, in plain English: `mountain`, `ice cream`.
    public List<String> names() {
        return motifs.stream().map(Motif::title).toList();
    }

    /// Colours that suit what was recognised, or the first of it that has colours of its own; empty
    /// when nothing was.
    public Optional<Palette> suggestedPalette(RandomGenerator random) {
        if (isEmpty()) {
            return Optional.empty();
        }
        String light = light(DAYLIGHT, random);
        if (!light.equals("day")) {
            return Optional.of(Palette.pick("scene " + light, random));
        }
        String kind =
                StyleTable.choose("whole", words(), random)
                        .or(() -> each("colours", random).findFirst())
                        .orElse("day");
        return Optional.of(Palette.pick("scene " + kind, random));
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
        String drawing = StyleTable.choose("drawing", words(), random).orElseThrow();
        Scenery shown = drawing.equals("landscape") ? withLand(random) : this;
        RandomGenerator own = new SplittableRandom(random.nextLong());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Light light = Light.of(light(palette, random));
        Picture picture = new Picture(image, keepClear, palette, light, own, shown.motifs, null);
        DrawingLibrary.OF_PROGRAM.get(drawing).paint(picture);
        if (picture.keepClear() != null) {
            Mist.over(image, picture.keepClear());
        }
        Grain.over(image, 9, own.nextInt());
        g.drawImage(image, 0, 0, null);
    }

    /// What was named, as the words of `styles.txt`.
    private Set<String> words() {
        Set<String> words = motifs.stream().map(Motif::name).collect(Collectors.toSet());
        motifs.forEach(motif -> words.add("@" + motif.place()));
        if (motifs.stream().filter(motif -> motif.place().equals("land")).count() > 1) {
            words.add("@lands");
        }
        if (motifs.stream().anyMatch(Motif::isSubject)) {
            words.add("@subject");
        }
        if (!motifs.stream().allMatch(Motif::still)) {
            words.add("@outdoors");
        }
        return words;
    }

    /// What a table has for the motifs, in their order.
    private Stream<String> each(String table, RandomGenerator random) {
        return motifs.stream()
                .flatMap(m -> StyleTable.choose(table, Set.of(m.name()), random).stream());
    }

    /// The motifs with a land to stand on: a lighthouse stands by the sea, a deer in the woods.
    private Scenery withLand(RandomGenerator random) {
        Set<String> words = words();
        List<String> added = StyleTable.choose("also", words, random).stream().toList();
        if (!words.contains("@land")) {
            added = each("land", random).limit(1).toList();
            if (added.isEmpty() && !words.contains("@subject")) {
                added = each("alone", random).toList();
            }
        }
        Set<Motif> shown = new LinkedHashSet<>(motifs);
        for (String names : added) {
            Stream.of(names.split("\\+", -1)).map(Motif::named).forEach(shown::add);
        }
        return new Scenery(List.copyOf(shown), undrawn);
    }

    /// The light that the prompt asks for, or that suits a dark palette.
    private String light(Palette palette, RandomGenerator random) {
        Set<String> words = words();
        if (Oklab.of(palette.background()).lightness() < 0.42) {
            words.add("@dark");
        }
        return StyleTable.choose("light", words, random).orElseThrow();
    }
}
