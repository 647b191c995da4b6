package dev.zimage.sketch.words;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What the manner of a prompt and the things that it names decide: the tables of `styles.txt`.
public final class StyleTable {

    private static final List<WordTable.Line> LINES = WordTable.read("styles.txt");

    private StyleTable() {}

    /// One of the choices that a table has for such words, if it has any.
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
