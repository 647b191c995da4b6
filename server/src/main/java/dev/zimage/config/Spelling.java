package dev.zimage.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Guesses what a misspelt name was meant to be.
final class Spelling {

    /// More slips of the pen than this are another word.
    private static final int MAX_DISTANCE = 4;

    private Spelling() {}

    static Optional<String> nearest(String word, Stream<String> known) {
        return known.filter(name -> distance(word, name) <= MAX_DISTANCE)
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /// The Levenshtein distance: characters to put in, leave out or change.
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
