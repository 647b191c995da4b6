package dev.zimage.texts;

import java.lang.Character.UnicodeScript;

/// The characters of Chinese, Japanese and Korean.
public final class EastAsian {

    private EastAsian() {}

    /// Whether a character is a hanzi, a kana, a bopomofo or a hangul.
    public static boolean is(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL -> true;
            default -> false;
        };
    }

    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(EastAsian::is);
    }
}
