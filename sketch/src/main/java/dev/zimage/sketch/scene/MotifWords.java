package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the motifs that a prompt names, in English and in Chinese.
final class MotifWords {

    private static final int MOST_SUBJECTS = 4;

    private MotifWords() {}

    static NamedMotifs read(String prompt) {
        Set<Motif> found = new LinkedHashSet<>();
        Set<String> undrawn = new LinkedHashSet<>();
        EnglishWords.find(prompt, found, undrawn);
        ChineseWords.find(prompt, found, undrawn);
        if (found.size() > 1) {
            found.removeIf(motif -> motif.name().equals("abstract"));
        }
        Set<Motif> subjects = new HashSet<>();
        found.removeIf(motif ->
                motif.isSubject() && subjects.add(motif) && subjects.size() > MOST_SUBJECTS);
        return new NamedMotifs(List.copyOf(found), List.copyOf(undrawn));
    }
}
