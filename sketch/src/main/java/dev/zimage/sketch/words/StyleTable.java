package dev.zimage.sketch.words;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the manner of a prompt decides: the tables of `styles.txt`.
public final class StyleTable {

    private static final List<WordTable.Line> LINES = WordTable.read("styles.txt");

    private StyleTable() {}

    /// One of the choices that a table has for a manner, if it has any.
    public static Optional<String> choose(
            String table, Set<String> manner, RandomGenerator random) {
        return LINES.stream()
                .filter(line -> line.keys().getFirst().equals(table))
                .filter(line -> manner.containsAll(line.keys().subList(1, line.keys().size())))
                .map(WordTable.Line::values)
                .map(choices ->
                        choices.size() == 1
                                ? choices.getFirst()
                                : choices.get(random.nextInt(choices.size())))
                .findFirst();
    }
}
