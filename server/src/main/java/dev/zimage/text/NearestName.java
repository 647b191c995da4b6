package dev.zimage.text;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Guesses what a misspelt name was meant to be.
public final class NearestName {

    /// A name with a larger distance is a different word.
    private static final int MAX_DISTANCE = 4;

    private NearestName() {}

    public static Optional<String> nearest(String word, Stream<String> known) {
        return known.filter(name -> EditDistance.between(word, name) <= MAX_DISTANCE)
                .min(Comparator.comparingInt(name -> EditDistance.between(word, name)));
    }
}
