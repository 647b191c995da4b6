package dev.zimage.moderation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// Normalises text so that disguises disappear: full-width and other styles of a letter become the
/// plain letter (NFKD), accents and invisible characters are removed, look-alikes become Latin
/// letters, traditional characters become simplified ones, and everything becomes lower case.
///
/// @param alike characters and their replacements
/// @param alike characters and what they are read as
record TextFolding(Map<Integer, Integer> alike) {

    String fold(String text) {
        return isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : bare(replaced(Normalizer.normalize(replaced(text), Normalizer.Form.NFKD)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// Applied before normalisation, for capitals that look like a letter while their small forms
    /// do not, and after it, for what it uncovers.
    private String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(alike(point)));
        return out.toString();
    }

    /// Unicode has no decomposition for white letters in black circles and squares.
    private int alike(int point) {
        if (point >= 0x1F150 && point <= 0x1F169) {
            return 'a' + point - 0x1F150;
        }
        if (point >= 0x1F170 && point <= 0x1F189) {
            return 'a' + point - 0x1F170;
        }
        return alike.getOrDefault(point, point);
    }

    private static String bare(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(TextFolding::isVisible).forEach(out::appendCodePoint);
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isVisible(int point) {
        if (point == 0x115F || point == 0x1160) {
            return false; // the Hangul fillers, which count as letters
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> false;
            default -> true;
        };
    }
}
