package dev.zimage.sketch.type;

import dev.zimage.texts.EastAsian;

/// What kind a character is, for setting it.
final class Script {

    private static final String SHARED = "‘’“”…—·";

    private Script() {}

    /// Hanzi, kana, full-width forms and the punctuation of Chinese.
    static boolean isWide(int c) {
        return EastAsian.is(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFFEF);
    }

    /// Marks that both scripts use, drawn wide in Chinese and narrow elsewhere.
    static boolean isShared(int c) {
        return SHARED.indexOf(c) >= 0;
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// Marks that combine with what stands before.
    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /// Whether a character is to be seen: spaces, joiners and the choice of a variant are not, nor
    /// is the shade of a skin in one colour.
    static boolean isPrinted(int c) {
        if (isSpace(c) || Character.isEmojiModifier(c) || (c >= 0xFE00 && c <= 0xFE0F)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
