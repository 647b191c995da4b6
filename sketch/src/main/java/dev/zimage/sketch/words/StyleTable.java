package dev.zimage.sketch.words;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The tables of `styles.txt`: choices that follow from the manner of a prompt, or from what it
/// names.
public final class StyleTable {

    private static final List<WordTable.Line> LINES = WordTable.read("styles.txt");

    private StyleTable() {}

    /// One of the choices of the first line in a table whose words are all given; empty when there
    /// is no such line.
    public static Optional<String> choose(
            String table, Set<String> manner, RandomGenerator random) {
        return LINES.stream()
                .filter(line -> line.keys().getFirst().equals(table))
                .filter(line -> line.keys().stream().skip(1).allMatch(word -> has(manner, word)))
                .map(WordTable.Line::values)
                .map(choices ->
                        choices.size() == 1
                                ? choices.getFirst()
                                : choices.get(random.nextInt(choices.size())))
                .findFirst();
    }

    /// @param word or several with `|` between
    private static boolean has(Set<String> manner, String word) {
        return Stream.of(word.split("\\|", -1)).anyMatch(manner::contains);
    }
}
