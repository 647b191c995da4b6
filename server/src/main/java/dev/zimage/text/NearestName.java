package dev.zimage.text;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Guesses what a misspelt name was meant to be.
public final class NearestName {

    /// A longer word is none of ours.
    private static final int LONGEST = 64;

    private NearestName() {}

    /// The known name that is nearest; empty when the word is a different one.
    public static Optional<String> nearest(String word, Stream<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.filter(name -> isNear(word, name))
                .min(Comparator.comparingInt(name -> EditDistance.between(word, name)));
    }

    private static boolean isNear(String word, String name) {
        int distance = EditDistance.between(word, name);
        return distance <= name.length() / 4 + 1
                && distance < Math.min(word.length(), name.length());
    }

    /// "did you mean …?" with the nearest name; empty when there is none.
    public static Optional<String> question(String word, Stream<String> known) {
        return nearest(word, known).map(name -> "did you mean " + name + "?");
    }
}
