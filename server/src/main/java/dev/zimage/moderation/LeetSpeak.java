package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.List;

/// Reads letters that are written as digits and signs, as in *p0rn*, and ignores signs between
/// letters, as in *p.o.r.n*. A `*` among letters becomes `?`, which matches any one letter.
final class LeetSpeak {

    /// Longer runs without a space are not words.
    private static final int LONGEST = 40;

    private static final int MOST_READINGS = 8;
    private static final String SIGNS = "034578@$€£+(";
    private static final String LETTERS = "oeastbaseltc";

    private LeetSpeak() {}

    /// Whether there is anything to decode: a sign, or letters in several pieces.
    static boolean isPossible(String chunk) {
        boolean letter = false;
        boolean sign = false;
        for (int i = 0; i < chunk.length() && chunk.length() <= LONGEST; i++) {
            boolean isLetter = Character.isLetter(chunk.charAt(i));
            letter |= isLetter;
            sign |= !isLetter;
        }
        return letter && sign;
    }

    /// Whether a sign replaces no letter, so that a word may also end there.
    static boolean isSkipped(int point) {
        return !Character.isLetterOrDigit(point)
                && SIGNS.indexOf(point) < 0
                && "!|*".indexOf(point) < 0;
    }

    /// The possible readings of a piece without spaces.
    static List<String> readings(String chunk) {
        List<StringBuilder> readings = new ArrayList<>(List.of(new StringBuilder()));
        int end = ending(chunk);
        for (int i = 0; i < end; i++) {
            char c = chunk.charAt(i);
            if (isBar(c) && readings.size() < MOST_READINGS) {
                List<StringBuilder> others =
                        readings.stream().map(each -> new StringBuilder(each).append('l')).toList();
                readings.forEach(each -> each.append('i'));
                readings.addAll(others);
            } else {
                char letter = letter(c, i > 0 && i < end - 1);
                if (letter != 0) {
                    readings.forEach(each -> each.append(letter));
                }
            }
        }
        return readings.stream().map(StringBuilder::toString).toList();
    }

    /// The start of trailing punctuation: marks that end a sentence or close a bracket.
    static int ending(String chunk) {
        int end = chunk.length();
        while (end > 0 && "!?.,;:)]}\"'".indexOf(chunk.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isBar(char c) {
        return c == '1' || c == '!' || c == '|';
    }

    private static char letter(char c, boolean inside) {
        int sign = SIGNS.indexOf(c);
        if (sign >= 0) {
            return inside || c != '(' ? LETTERS.charAt(sign) : 0;
        }
        if (Character.isLetter(c)) {
            return c;
        }
        if (isBar(c)) {
            return 'i';
        }
        return c == '*' && inside ? '?' : 0;
    }
}
