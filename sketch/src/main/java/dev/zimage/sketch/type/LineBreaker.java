package dev.zimage.sketch.type;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into the pieces that a line may end after.
final class LineBreaker {

    private LineBreaker() {}

    /// The pieces of a paragraph in order. Spaces stay at the end of the piece before them.
    ///
    /// @param anywhere whether words may be cut too, for those that fit on no line
    static List<String> pieces(String paragraph, boolean anywhere) {
        List<String> pieces = new ArrayList<>();
        int[] all = paragraph.codePoints().toArray();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            piece.appendCodePoint(all[i]);
            if (i + 1 < all.length && mayBreak(all[i], all[i + 1], anywhere)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean mayBreak(int left, int right, boolean anywhere) {
        if (Script.isSpace(right) || isJoiner(left) || isJoiner(right)) {
            return false;
        }
        if (!Script.mayStartLine(right) || !Script.mayEndLine(left)) {
            return Script.isSpace(left) && Script.mayEndLine(left) && !isClosing(right);
        }
        if (Script.isSpace(left)) {
            return left != 0xA0;
        }
        if (Script.isWide(left) || Script.isWide(right)) {
            return !(Character.isDigit(left) && "年月日号点折元时分秒岁届期楼".indexOf(right) >= 0);
        }
        return anywhere || ("-–—/".indexOf(left) >= 0 && Character.isLetter(right));
    }

    private static boolean isClosing(int c) {
        return Script.isWide(c) && !Script.mayStartLine(c);
    }

    /// Marks that combine with what stands before, or join two characters.
    private static boolean isJoiner(int c) {
        int type = Character.getType(c);
        return c == 0x200D
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
