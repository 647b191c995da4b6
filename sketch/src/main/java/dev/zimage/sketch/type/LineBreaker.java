package dev.zimage.sketch.type;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Cuts a text into the pieces that a line may end after.
final class LineBreaker {

    private static final String UNITS = "年月日号点折元时分秒岁届期楼円時歳階回";

    private static final String NUMERALS = "一二三四五六七八九十百千万两";

    private LineBreaker() {}

    /// The pieces of a paragraph in order. Spaces stay at the end of the piece before them.
    ///
    /// @param anywhere whether words may be cut too, for those that fit on no line
    static List<String> pieces(String paragraph, boolean anywhere) {
        List<String> pieces = new ArrayList<>();
        BitSet words = anywhere ? new BitSet() : WordBreaks.of(paragraph);
        int start = 0;
        int i = Character.charCount(paragraph.codePointAt(0));
        while (i < paragraph.length()) {
            int left = paragraph.codePointBefore(i);
            int right = paragraph.codePointAt(i);
            boolean bullet = i == 1 && "・•·".indexOf(left) >= 0;
            if (!bullet && mayBreak(left, right, anywhere, words.get(i))) {
                pieces.add(paragraph.substring(start, i));
                start = i;
            }
            i += Character.charCount(right);
        }
        pieces.add(paragraph.substring(start));
        return pieces;
    }

    private static boolean mayBreak(int left, int right, boolean anywhere, boolean wordEnds) {
        if (Script.isSpace(right) || Script.isJoiner(left) || Script.isJoiner(right)) {
            return false;
        }
        if (!Script.mayStartLine(right) || !Script.mayEndLine(left)) {
            return Script.isSpace(left) && Script.mayEndLine(left) && !isClosing(right);
        }
        if (Script.isSpace(left)) {
            return left != 0xA0;
        }
        if (Script.isWide(left) || Script.isWide(right)) {
            boolean letters = isLetter(left) && isLetter(right);
            boolean hangul = isHangul(left) && isHangul(right);
            return !isDate(left, right) && (anywhere || (!hangul && (wordEnds || !letters)));
        }
        return anywhere || ("-–—/".indexOf(left) >= 0 && Character.isLetter(right));
    }

    /// Within `8月8日`, `3点` and `八折`.
    private static boolean isDate(int left, int right) {
        return ((Character.isDigit(left) || NUMERALS.indexOf(left) >= 0)
                        && UNITS.indexOf(right) >= 0)
                || ("年月点時".indexOf(left) >= 0 && Character.isDigit(right));
    }

    private static boolean isLetter(int c) {
        return Script.isWide(c) && Character.isLetter(c);
    }

    private static boolean isHangul(int c) {
        return UnicodeScript.of(c) == UnicodeScript.HANGUL;
    }

    private static boolean isClosing(int c) {
        return Script.isWide(c) && !Script.mayStartLine(c);
    }
}
