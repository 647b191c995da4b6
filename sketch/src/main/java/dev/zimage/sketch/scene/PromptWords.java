package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.WordTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The words of one language: the motifs that each names, none for one that names nothing though a
/// part of it would, and which name a thing that has no drawing.
final class PromptWords {

    private static final String DRAWN_BY_NONE = "?";

    private final Map<String, List<String>> motifs = new HashMap<>();

    /// @param comma what stands between the words of a line
    PromptWords(String file, String comma) {
        for (WordTable.Line line : WordTable.read(file)) {
            List<String> named = line.key().equals("-") ? List.of() : List.of(line.key());
            for (String entry : line.value().split(comma, -1)) {
                String[] words = entry.strip().split(" ?\\+ ?", 2);
                motifs.putIfAbsent(
                        words[0], List.copyOf(words.length > 1 ? both(named, words[1]) : named));
            }
        }
    }

    private static List<String> both(List<String> first, String second) {
        return Stream.concat(first.stream(), Stream.of(second)).toList();
    }

    boolean has(String word) {
        return motifs.containsKey(word);
    }

    /// Adds what a word names.
    void add(String word, Collection<Motif> found, Set<String> undrawn) {
        for (String name : motifs.getOrDefault(word, List.of())) {
            if (name.equals(DRAWN_BY_NONE)) {
                undrawn.add(word);
            } else {
                found.add(Motif.named(name));
            }
        }
    }

    Set<String> all() {
        return Set.copyOf(motifs.keySet());
    }

    int longest() {
        return motifs.keySet().stream().mapToInt(String::length).max().orElse(1);
    }
}
