package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.StyleTable;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What a prompt names, in the order in which it names it.
///
/// @param undrawn words for things that have no drawing
record NamedMotifs(List<Motif> motifs, List<String> undrawn) {

    /// A palette that leaves the light to the prompt.
    private static final Palette DAYLIGHT = new Palette(0xFFFFFF, 0, 0x808080, 0xFFFFFF, 0x808080);

    NamedMotifs {
        motifs = List.copyOf(motifs);
        undrawn = List.copyOf(undrawn);
    }

    boolean any(String... names) {
        Set<String> wanted = Set.of(names);
        return motifs.stream().anyMatch(motif -> wanted.contains(motif.name()));
    }

    boolean only(String... names) {
        Set<String> wanted = Set.of(names);
        return motifs.stream().allMatch(motif -> wanted.contains(motif.name()));
    }

    List<Motif> at(String place) {
        return motifs.stream().filter(motif -> motif.place().equals(place)).toList();
    }

    boolean hasSubject() {
        return motifs.stream().anyMatch(Motif::isSubject);
    }

    boolean isSpace() {
        int lands = at("land").size();
        return (any("space") && lands == 1) || (any("rocket") && lands == 0);
    }

    boolean isPond() {
        return any("fish") && only("fish", "lotus", "lake", "spring", "flower");
    }

    boolean isUnderwater() {
        return any("underwater") || (any("fish") && only("fish", "sea", "whale"));
    }

    /// Whether the picture is a view of the world, and not a still life.
    boolean isOutdoors() {
        return !motifs.stream().allMatch(Motif::still);
    }

    /// Colours that suit the first of them that has colours of its own.
    Palette palette(RandomGenerator random) {
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
    NamedMotifs withLand(RandomGenerator random) {
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
        return new NamedMotifs(Stream.concat(motifs.stream(), found).distinct().toList(), undrawn);
    }

    private static Stream<String> chosen(String table, Motif motif, RandomGenerator random) {
        return StyleTable.choose(table, Set.of(motif.name()), random).stream();
    }

    /// The light that the prompt asks for, or that suits a dark palette.
    Light light(Palette palette) {
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
