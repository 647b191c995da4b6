package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.List;

/// Reads letters that are written as figures and signs, as in *p0rn*, and skips signs between
/// letters, as in *p.o.r.n*. A `*` among letters becomes a `?`: one letter, whichever.
final class LeetSpeak {

    /// Longer pieces without a space are no words.
    private static final int LONGEST = 40;

    private static final int MOST_READINGS = 8;
    private static final String SIGNS = "034578@$€£+(";
    private static final String LETTERS = "oeastbaseltc";

    private LeetSpeak() {}

    /// Whether there is something to read: a sign, or letters in several pieces.
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

    /// Whether a sign stands for no letter, so that words may also end at it.
    static boolean isSkipped(int point) {
        return !Character.isLetterOrDigit(point)
                && SIGNS.indexOf(point) < 0
                && "!|*".indexOf(point) < 0;
    }

    /// What a piece without spaces may be read as.
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

    /// Where marks begin that end a sentence or close a bracket.
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
