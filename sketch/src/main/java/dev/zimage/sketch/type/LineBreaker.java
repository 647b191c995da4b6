package dev.zimage.sketch.type;

import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Cuts a text into the pieces that a line may end after, by the rules of `patterns.txt`.
final class LineBreaker {

    private LineBreaker() {}

    /// The pieces of a paragraph in order. Spaces stay at the end of the piece before them.
    ///
    /// @param anywhere whether words may be cut too, for those that fit on no line
    static List<String> pieces(String paragraph, boolean anywhere) {
        BitSet breaks = places(anywhere ? "any break" : "line break", paragraph);
        if (!anywhere) {
            BitSet words = WordBreaks.of(paragraph);
            words.and(places("word break", paragraph));
            breaks.or(words);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = breaks.nextSetBit(1); i > 0; i = breaks.nextSetBit(i + 1)) {
            pieces.add(paragraph.substring(start, i));
            start = i;
        }
        pieces.add(paragraph.substring(start));
        return pieces;
    }

    private static BitSet places(String pattern, String text) {
        BitSet places = new BitSet();
        WordTable.matcher(pattern, text).results().forEach(place -> places.set(place.start()));
        return places;
    }
}
