package dev.zimage.sketch.type;

import dev.zimage.texts.EastAsian;

/// What kind a character is, for setting it.
final class Script {

    private static final String SHARED = "‘’“”…—·";
    private static final String NOT_AT_START = "、。，．：；！？）］｝〉》」』】〕〗”’…—·～,.:;!?)]}%％°℃々ー";
    private static final String NOT_AT_END = "（［｛〈《「『【〔〖“‘([{$￥¥#＃";

    private Script() {}

    /// Hanzi, kana, full-width forms and the punctuation of Chinese.
    static boolean isWide(int c) {
        return EastAsian.is(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFFEF);
    }

    static boolean isWestern(int c) {
        return !isWide(c);
    }

    /// Marks that both scripts use, drawn wide in Chinese and narrow elsewhere.
    static boolean isShared(int c) {
        return SHARED.indexOf(c) >= 0;
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// Whether a character leaves a mark that has to be right: pictographs and controls are left
    /// out when no face has them, everything else is not.
    static boolean isPrinted(int c) {
        if (isSpace(c) || Character.isEmojiPresentation(c) || Character.isEmojiModifier(c)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.OTHER_SYMBOL ->
                    false;
            default -> true;
        };
    }

    static boolean mayStartLine(int c) {
        return NOT_AT_START.indexOf(c) < 0;
    }

    static boolean mayEndLine(int c) {
        return NOT_AT_END.indexOf(c) < 0;
    }
}
