package dev.zimage.ocr;

/// A stretch of a line without white space.
///
/// @param number unlike that of all other tokens of a picture
/// @param text as it was read
/// @param folded what counts of it
/// @param weakest the probability of the least certain character of its line
@SuppressWarnings("ArrayRecordComponent") // compared by number and element by element only
record Token(int number, String text, int[] folded, double weakest) {

    /// Marks that designers put around words, and that are no part of them.
    private static final String ORNAMENTS = "★☆·•●○◎◆◇■□▲△▼▪※❋❤|~_-<>^*=+";

    static Token of(int number, String text, double weakest) {
        return new Token(number, text, Folding.of(text), weakest);
    }

    boolean isOrnament() {
        for (int character : folded) {
            if (ORNAMENTS.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }
}
