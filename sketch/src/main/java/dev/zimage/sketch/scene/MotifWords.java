package dev.zimage.sketch.scene;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the motifs that a prompt names, in English and in Chinese.
final class MotifWords {

    private static final EnglishWords ENGLISH = new EnglishWords();
    private static final ChineseWords CHINESE = new ChineseWords();
    private static final int MOST_SUBJECTS = 4;

    private MotifWords() {}

    static NamedMotifs read(String prompt) {
        Set<Motif> found = new LinkedHashSet<>();
        ENGLISH.find(prompt, found);
        CHINESE.find(prompt, found);
        if (found.size() > 1) {
            found.remove(Motif.ABSTRACT);
        }
        Set<Motif> subjects = EnumSet.noneOf(Motif.class);
        found.removeIf(motif ->
                motif.isSubject() && subjects.add(motif) && subjects.size() > MOST_SUBJECTS);
        return new NamedMotifs(List.copyOf(found));
    }
}
