package dev.zimage.sketch.type;

import java.util.List;

/// The faces of one text in the order in which they are asked for a character: one for the Latin
/// script, one for Chinese, then those that help out.
///
/// @param latin sets everything Western
/// @param chinese sets hanzi and their punctuation
/// @param others are asked after those two
public record FontStack(Face latin, Face chinese, List<Face> others) {

    /// What printers set for a character that the case has not got.
    static final int GETA = 0x3013;

    public FontStack {
        others = List.copyOf(others);
    }

    /// A character and the face that has it.
    record Choice(Face face, int codePoint) {}

    /// The face for a character, or that of the geta mark when none has it.
    ///
    /// @param inChinese whether the text around it is Chinese: quotes and dashes are wider there
    Choice choose(int codePoint, boolean inChinese) {
        boolean western = Script.isWestern(codePoint) && !(inChinese && Script.isShared(codePoint));
        Face first = western ? latin : chinese;
        Face second = western ? chinese : latin;
        if (first.has(codePoint)) {
            return new Choice(first, codePoint);
        }
        if (second.has(codePoint)) {
            return new Choice(second, codePoint);
        }
        for (Face other : others) {
            if (other.has(codePoint)) {
                return new Choice(other, codePoint);
            }
        }
        return new Choice(others.isEmpty() ? chinese : others.getLast(), GETA);
    }

    /// How much of a text the faces have, 0 to 1; only what would be printed counts.
    public double coverage(String text) {
        long printed = text.codePoints().filter(Script::isPrinted).count();
        long set =
                text.codePoints()
                        .filter(Script::isPrinted)
                        .filter(c -> choose(c, false).codePoint() == c)
                        .count();
        return printed == 0 ? 0 : (double) set / printed;
    }
}
