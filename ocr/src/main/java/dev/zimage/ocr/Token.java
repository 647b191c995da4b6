package dev.zimage.ocr;

import java.util.List;

/// A stretch of a line without white space.
///
/// @param number unlike that of all other tokens of a picture; those of a line follow one another
/// @param line number of the line that it stands in
/// @param text as it was read
/// @param folded what counts of it
/// @param weakest the probability of the least certain character of its line
@SuppressWarnings("ArrayRecordComponent") // compared by number and element by element only
record Token(int number, int line, String text, int[] folded, double weakest) {

    /// Marks that designers put around words, and that are no part of them.
    private static final String ORNAMENTS = "★☆·•●○◎◆◇■□▲△▼▪※❋❤|~_-<>^*=+";

    /// The characters that a dash before a name is read as: beside Chinese often the number one, or
    /// the mark of a long vowel in Japanese.
    private static final String DASHES = "-‐‑–—―−一ー";

    static Token of(int number, int line, String text, double weakest) {
        return new Token(number, line, text, Folding.of(text), weakest);
    }

    /// Whether it has a letter or a digit.
    boolean isWord() {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /// A dash by itself.
    boolean isDash() {
        return text.length() == 1 && DASHES.contains(text);
    }

    /// The parts of a line between white space. A dash that the line begins with is one of its own.
    static List<String> parts(String line) {
        String stripped = line.strip();
        boolean dashed =
                stripped.length() > 1
                        && DASHES.indexOf(stripped.charAt(0)) >= 0
                        && DASHES.indexOf(stripped.charAt(1)) < 0
                        && !Character.isDigit(stripped.charAt(1));
        String apart = dashed ? stripped.charAt(0) + " " + stripped.substring(1) : stripped;
        return List.of(apart.split("\\s+", -1));
    }

    boolean isOrnament() {
        if (isDash()) {
            return true;
        }
        for (int character : folded) {
            if (ORNAMENTS.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }
}
