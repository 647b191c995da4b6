package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Palette;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a prompt names, in the order in which it names it.
record NamedMotifs(List<Motif> motifs) {

    NamedMotifs {
        motifs = List.copyOf(motifs);
    }

    boolean has(Motif motif) {
        return motifs.contains(motif);
    }

    boolean any(Motif first, Motif... others) {
        Set<Motif> wanted = EnumSet.of(first, others);
        return !Collections.disjoint(motifs, wanted);
    }

    List<Motif> at(Motif.Place place) {
        List<Motif> found = new ArrayList<>();
        for (Motif motif : motifs) {
            if (motif.place() == place) {
                found.add(motif);
            }
        }
        return found;
    }

    /// The light that the prompt asks for, or that suits a dark palette.
    Light light(Palette palette) {
        if (any(
                        Motif.NIGHT,
                        Motif.MOON,
                        Motif.STARS,
                        Motif.GALAXY,
                        Motif.AURORA,
                        Motif.FIREWORKS,
                        Motif.LANTERN)
                || SceneRules.isSpace(this)) {
            return has(Motif.SUNSET) && !has(Motif.NIGHT) ? Light.DUSK : Light.NIGHT;
        }
        if (any(Motif.SUNSET, Motif.SUNRISE)) {
            return Light.DUSK;
        }
        boolean dark = Oklab.of(palette.background()).lightness() < 0.42;
        return dark && !any(Motif.SUN, Motif.RAINBOW) ? Light.NIGHT : Light.DAY;
    }
}
