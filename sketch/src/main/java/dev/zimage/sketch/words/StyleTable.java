package dev.zimage.sketch.words;

import java.util.Collections;
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
                .findFirst()
                .map(WordTable.Line::values)
                .map(of -> of.get(of.size() == 1 ? 0 : random.nextInt(of.size())));
    }

    /// @param word or several with `|` between; after `!` none of them may be given, and after `=`
    ///   no others, of which those with `@` do not count
    private static boolean has(Set<String> manner, String word) {
        Set<String> listed = Set.of(word.substring(1).split("\\|", -1));
        return switch (word.charAt(0)) {
            case '!' -> Collections.disjoint(manner, listed);
            case '=' -> manner.stream().allMatch(w -> w.startsWith("@") || listed.contains(w));
            default -> Stream.of(word.split("\\|", -1)).anyMatch(manner::contains);
        };
    }
}
