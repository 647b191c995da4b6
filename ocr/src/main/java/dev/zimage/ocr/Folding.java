package dev.zimage.ocr;

import java.text.Normalizer;

/// Removes the differences that do not count when texts are compared: case, white space, accents,
/// the width of a character, and the choice between marks that look alike.
final class Folding {

    private static final String FROM = "’‘`´“”„«»–—−‐‑·•。、";
    private static final String TO = "''''\"\"\"\"\"-----··.,";

    private Folding() {}

    /// The characters that count, in one form each.
    static int[] of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isIgnored(c))
                .map(Folding::of)
                .toArray();
    }

    private static int of(int character) {
        int place = FROM.indexOf(character);
        return place < 0 ? Character.toLowerCase(character) : TO.charAt(place);
    }

    private static boolean isIgnored(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.FORMAT;
    }

    /// Whether text breaks before and after such a character without a space.
    static boolean isIdeograph(int character) {
        return Character.isIdeographic(character)
                || Character.UnicodeScript.of(character) == Character.UnicodeScript.HIRAGANA
                || Character.UnicodeScript.of(character) == Character.UnicodeScript.KATAKANA;
    }
}
