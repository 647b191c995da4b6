package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.words.Motif;
import java.util.List;
import java.util.Set;

/// What a prompt names, in the order in which it names it.
///
/// @param undrawn words for things that have no drawing
record NamedMotifs(List<Motif> motifs, List<String> undrawn) {

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
