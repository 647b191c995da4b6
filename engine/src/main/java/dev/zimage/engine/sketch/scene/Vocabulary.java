package dev.zimage.engine.sketch.scene;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the motifs that a prompt names, in English and in Chinese.
final class Vocabulary {

    private Vocabulary() {}

    static Reading read(String prompt) {
        Set<Motif> found = new LinkedHashSet<>();
        String text = prompt.toLowerCase(Locale.ROOT);
        for (Motif motif : Motif.values()) {
            if (text.contains(motif.title())) {
                found.add(motif);
            }
        }
        List<Motif> motifs = new ArrayList<>(found);
        return new Reading(motifs);
    }
}
