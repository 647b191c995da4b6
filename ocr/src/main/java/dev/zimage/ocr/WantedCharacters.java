package dev.zimage.ocr;

import java.util.Arrays;
import java.util.BitSet;

/// A wanted text as it is compared: the characters that count, and the places where it may be
/// broken into lines.
final class WantedCharacters {

    private final int[] folded;
    private final BitSet breaks = new BitSet();

    WantedCharacters(String text) {
        int[] characters = {};
        for (String word : text.strip().split("\\s+", -1)) {
            int[] folds = Folding.of(word);
            int start = characters.length;
            characters = Arrays.copyOf(characters, start + folds.length);
            System.arraycopy(folds, 0, characters, start, folds.length);
            breaks.set(characters.length);
        }
        this.folded = characters;
        for (int i = 1; i < folded.length; i++) {
            if (Folding.isIdeograph(folded[i - 1])
                    || Folding.isIdeograph(folded[i])
                    || folded[i - 1] == '-') {
                breaks.set(i);
            }
        }
    }

    int[] folded() {
        return folded;
    }

    int length() {
        return folded.length;
    }

    boolean mayBreakAt(int place) {
        return breaks.get(place);
    }

    /// The place after a token that stands here; -1 when another text stands here. Ornaments take
    /// no place where none are wanted.
    int after(int place, Token token) {
        int length = token.folded().length;
        if (Arrays.equals(
                folded,
                place,
                Math.min(place + length, folded.length),
                token.folded(),
                0,
                length)) {
            return place + length;
        }
        return token.isOrnament() ? place : -1;
    }

    /// The place before a token, which [#after] found to stand before this one.
    int before(int place, Token token) {
        int from = place - token.folded().length;
        return from >= 0
                        && Arrays.equals(
                                folded, from, place, token.folded(), 0, token.folded().length)
                ? from
                : place;
    }
}
