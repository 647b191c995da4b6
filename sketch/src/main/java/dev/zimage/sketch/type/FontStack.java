package dev.zimage.sketch.type;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The faces of one text in the order in which they are asked for a character: one for the Latin
/// script, one for Chinese, then those that help out.
///
/// @param latin sets everything Western
/// @param chinese sets hanzi and their punctuation
/// @param others are asked after those two, and read only then
public record FontStack(Face latin, Face chinese, List<Supplier<Face>> others) {

    /// What printers set for a character that the case has not got.
    static final int GETA = 0x3013;

    /// A character and the face that has it.
    record Choice(Face face, int codePoint) {}

    /// The stack for one text: a face that has all its Western letters sets them, and one that has
    /// all the others sets those, so that no word mixes weights.
    FontStack forText(String text) {
        IntPredicate letter = c -> !Script.isWide(c) && Character.isLetterOrDigit(c);
        IntPredicate sign = c -> Script.isWide(c) && Character.isLetter(c);
        Face western = best(text, all(), letter, latin);
        Face wide = best(text, all().skip(1), sign, chinese);
        Stream<Supplier<Face>> own = Stream.of(() -> latin, () -> chinese);
        return new FontStack(western, wide, Stream.concat(own, others.stream()).toList());
    }

    /// The first face that has the most of a text's characters of a kind.
    private static Face best(String text, Stream<Face> faces, IntPredicate kind, Face usual) {
        long all = text.codePoints().filter(kind).count();
        Face best = usual;
        long most = -1;
        for (Iterator<Face> each = faces.iterator(); most < all && each.hasNext(); ) {
            Face face = each.next();
            long has = text.codePoints().filter(kind).filter(face::has).count();
            if (has > most) {
                best = face;
                most = has;
            }
        }
        return best;
    }

    private Stream<Face> all() {
        return Stream.concat(Stream.of(latin, chinese), others.stream().map(Supplier::get));
    }

    /// The face for a character, or that of the geta mark when none has it.
    ///
    /// @param inChinese whether the text around it is Chinese: quotes and dashes are wider there
    Choice choose(int codePoint, boolean inChinese) {
        boolean western = !Script.isWide(codePoint) && !(inChinese && Script.isShared(codePoint));
        Stream<Face> first = western ? Stream.of(latin, chinese) : Stream.of(chinese, latin);
        return Stream.concat(first, others.stream().map(Supplier::get))
                .filter(face -> face.has(codePoint))
                .findFirst()
                .map(face -> new Choice(face, codePoint))
                .orElseGet(() -> new Choice(withGeta(), GETA));
    }

    private Face withGeta() {
        return all().filter(face -> face.has(GETA)).findFirst().orElse(chinese);
    }

    boolean has(int codePoint) {
        return all().anyMatch(face -> face.has(codePoint));
    }

    /// The characters of a text that are to be seen and that no face has, each once.
    public String missing(String text) {
        return text.codePoints()
                .filter(Script::isPrinted)
                .filter(c -> !has(c))
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /// How much of a text the faces have, 0 to 1; only what would be printed counts.
    public double coverage(String text) {
        long printed = text.codePoints().filter(Script::isPrinted).count();
        long set = text.codePoints().filter(Script::isPrinted).filter(this::has).count();
        return printed == 0 ? 0 : (double) set / printed;
    }
}
