package dev.zimage.texts;

import org.jspecify.annotations.Nullable;

/// Quotations in double marks. Any of these may close another, as people mix them; after a digit
/// they are inches.
final class DoubleMarks {

    private static final String STRAIGHT = "\"＂";
    private static final String OPENING = "“„〝‟";
    private static final String ALL = STRAIGHT + OPENING + "”〞〟″";

    private DoubleMarks() {}

    static @Nullable Quotation at(String prompt, int open) {
        char mark = prompt.charAt(open);
        if (ALL.indexOf(mark) < 0 || !opens(prompt, open)) {
            return null;
        }
        int close = closing(prompt, open, true);
        close = close < 0 ? closing(prompt, open, false) : close;
        if (close >= 0) {
            return Quotation.between(prompt, open, close);
        }
        return mark == '"' || mark == '“' || mark == '„' ? unclosed(prompt, open) : null;
    }

    private static boolean opens(String prompt, int at) {
        char mark = prompt.charAt(at);
        char next = at + 1 < prompt.length() ? prompt.charAt(at + 1) : ' ';
        char before = at > 0 ? prompt.charAt(at - 1) : ' ';
        boolean straight = STRAIGHT.indexOf(mark) >= 0;
        if (OPENING.indexOf(mark) >= 0) {
            return true;
        }
        if (Character.isDigit(before)) {
            return straight && EastAsian.is(next);
        }
        if (Character.isWhitespace(next)) {
            boolean unit = at > 1 && Character.isDigit(prompt.charAt(at - 2));
            return straight && Character.isWhitespace(before) && !unit;
        }
        return straight || closing(prompt, at, false) > 0;
    }

    private static int closing(String prompt, int open, boolean nested) {
        int depth = 0;
        for (int i = open + 1; i < prompt.length(); i++) {
            if (ALL.indexOf(prompt.charAt(i)) < 0) {
                if (prompt.startsWith("\n\n", i) && STRAIGHT.indexOf(prompt.charAt(open)) >= 0) {
                    return -1;
                }
            } else if (nested && opensInside(prompt, open, i)) {
                depth++;
            } else if (depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a mark within a quotation begins another one.
    private static boolean opensInside(String prompt, int open, int at) {
        char outer = prompt.charAt(open);
        char next = at + 1 < prompt.length() ? prompt.charAt(at + 1) : ' ';
        char before = prompt.charAt(at - 1);
        if (OPENING.indexOf(prompt.charAt(at)) < 0 || !Character.isLetterOrDigit(next)) {
            return false;
        }
        return Character.isWhitespace(before) || (outer == '“' && EastAsian.is(next));
    }

    /// A quotation that is never closed ends where an announced text would.
    private static @Nullable Quotation unclosed(String prompt, int open) {
        int line = prompt.indexOf('\n', open);
        String rest = prompt.substring(open + 1, line < 0 ? prompt.length() : line);
        String words = EastAsian.isIn(rest) ? ChineseEnd.cut(rest) : EnglishEnd.cut(rest);
        return words.isBlank()
                ? null
                : new Quotation(open, prompt.indexOf(words, open) + words.length(), words);
    }
}
