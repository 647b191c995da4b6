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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The picture that a prompt asks for: what it names, and how that is painted. Immutable, and so
/// safe to share between threads.
public final class Scenery {

    /// A palette that leaves the light to the prompt.
    private static final Palette DAYLIGHT = new Palette(0xFFFFFF, 0, 0x808080, 0xFFFFFF, 0x808080);

    private final List<Motif> motifs;
    private final List<String> undrawn;

    /// @param motifs that a prompt names, in its order
    /// @param undrawn words for things that have no drawing
    Scenery(List<Motif> motifs, List<String> undrawn) {
        this.motifs = List.copyOf(motifs);
        this.undrawn = List.copyOf(undrawn);
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

    /// The words for things that were recognised and have no drawing: `fox`, `狐狸`.
    public List<String> undrawn() {
        return undrawn;
    }

    /// Colours that suit what was recognised; empty when nothing was.
    public Optional<Palette> suggestedPalette(RandomGenerator random) {
        return isEmpty() ? Optional.empty() : Optional.of(palette(random));
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
        Scenery shown = drawing.equals("landscape") ? withLand(random) : this;
        RandomGenerator own = new SplittableRandom(random.nextLong());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Light light = light(palette);
        Picture picture = new Picture(image, keepClear, palette, light, own, shown.motifs, null);
        DrawingLibrary.OF_PROGRAM.get(drawing).paint(picture);
        if (picture.keepClear() != null) {
            Mist.over(image, picture.keepClear());
        }
        Grain.over(image, 9, own.nextInt());
        g.drawImage(image, 0, 0, null);
    }

    /// The drawing that shows what was named.
    private String drawing() {
        if (only("abstract")) {
            return "abstract";
        }
        if (isSpace()) {
            return "cosmos";
        }
        if (isPond()) {
            return "pond";
        }
        if (isUnderwater()) {
            return "underwater";
        }
        return isOutdoors() ? "landscape" : "studio";
    }

    private boolean any(String... names) {
        Set<String> wanted = Set.of(names);
        return motifs.stream().anyMatch(motif -> wanted.contains(motif.name()));
    }

    private boolean only(String... names) {
        Set<String> wanted = Set.of(names);
        return motifs.stream().allMatch(motif -> wanted.contains(motif.name()));
    }

    private List<Motif> at(String place) {
        return motifs.stream().filter(motif -> motif.place().equals(place)).toList();
    }

    private boolean hasSubject() {
        return motifs.stream().anyMatch(Motif::isSubject);
    }

    private boolean isSpace() {
        int lands = at("land").size();
        return (any("space") && lands == 1) || (any("rocket") && lands == 0);
    }

    private boolean isPond() {
        return any("fish") && only("fish", "lotus", "lake", "spring", "flower");
    }

    private boolean isUnderwater() {
        return any("underwater") || (any("fish") && only("fish", "sea", "whale"));
    }

    /// Whether the picture is a view of the world, and not a still life.
    private boolean isOutdoors() {
        return !motifs.stream().allMatch(Motif::still);
    }

    /// Colours that suit the first of the motifs that has colours of its own.
    private Palette palette(RandomGenerator random) {
        Light light = light(DAYLIGHT);
        String kind = light == Light.NIGHT ? "night" : light == Light.DUSK ? "sunset" : "day";
        if (light == Light.DAY && only("city") && random.nextInt(3) > 0) {
            kind = random.nextBoolean() ? "night" : "day";
        } else if (light == Light.DAY) {
            kind =
                    motifs.stream()
                            .flatMap(motif -> chosen("colours", motif, random))
                            .findFirst()
                            .orElse(kind);
        }
        return Palette.pick("scene " + kind, random);
    }

    /// The motifs with a land to stand on: a lighthouse stands by the sea, a deer in the woods.
    private Scenery withLand(RandomGenerator random) {
        Stream<String> added = Stream.of();
        List<Motif> lands = at("land");
        if (any("autumn") && !lands.isEmpty() && !any("forest", "city", "desert", "sea")) {
            added = Stream.of("forest");
        } else if (lands.equals(List.of(Motif.named("lake"))) && !any("lotus")) {
            added = Stream.of(random.nextBoolean() ? "forest" : "mountain");
        } else if (lands.isEmpty()) {
            List<String> own =
                    motifs.stream()
                            .flatMap(motif -> chosen("land", motif, random))
                            .limit(1)
                            .toList();
            added =
                    own.isEmpty() && !hasSubject()
                            ? motifs.stream().flatMap(motif -> chosen("alone", motif, random))
                            : own.stream();
        }
        Stream<Motif> found =
                added.flatMap(names -> Stream.of(names.split("\\+", -1))).map(Motif::named);
        return new Scenery(Stream.concat(motifs.stream(), found).distinct().toList(), undrawn);
    }

    private static Stream<String> chosen(String table, Motif motif, RandomGenerator random) {
        return StyleTable.choose(table, Set.of(motif.name()), random).stream();
    }

    /// The light that the prompt asks for, or that suits a dark palette.
    private Light light(Palette palette) {
        if (any("night", "moon", "stars", "galaxy", "aurora", "fireworks", "lantern")
                || isSpace()) {
            return any("sunset") && !any("night") ? Light.DUSK : Light.NIGHT;
        }
        if (any("sunset", "sunrise")) {
            return Light.DUSK;
        }
        boolean dark = Oklab.of(palette.background()).lightness() < 0.42;
        return dark && !any("sun", "rainbow") ? Light.NIGHT : Light.DAY;
    }
}
