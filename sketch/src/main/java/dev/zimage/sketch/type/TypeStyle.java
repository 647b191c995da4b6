package dev.zimage.sketch.type;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.words.StyleTable;
import dev.zimage.texts.EastAsian;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The type of one picture, chosen from `styles.txt`.
///
/// @param headline sets the text that is seen first
/// @param text sets the others
/// @param treatment how the headline is printed: `flat`, `drop` or `neon`
/// @param ornament what stands between headline and text, a kind in `ornaments.xml`, or 0
public record TypeStyle(TypeSetter headline, TypeSetter text, String treatment, int ornament) {

    private static final String SANS = "sans-black";
    private static final String TEXT = "sans-medium";

    public static TypeStyle choose(Brief brief, RandomGenerator random) {
        String all = String.join(" ", brief.texts().stream().map(Brief.Text::words).toList());
        Set<String> manner = new HashSet<>(brief.manner());
        if (all.codePoints().noneMatch(Character::isLowerCase)) {
            manner.add("capitals");
        }
        List<String> head = faces("head", manner, random);
        manner.add(head.getFirst() + "-face");
        FontStack headline = stack(head);
        if (head.getLast().equals("brush") && !covers(headline.chinese(), all)) {
            headline = stack(List.of(head.getFirst(), "hand"));
        }
        double tracking = Double.parseDouble(one("tracking", manner, random));
        return new TypeStyle(
                new TypeSetter(headline, tracking, 1),
                new TypeSetter(stack(faces("text", manner, random)), 0.015, 1.14),
                one("treatment", manner, random),
                Integer.parseInt(one("ornament", manner, random)));
    }

    private static String one(String table, Set<String> manner, RandomGenerator random) {
        return StyleTable.choose(table, manner, random).orElseThrow();
    }

    /// The names of a Latin and a Chinese face.
    private static List<String> faces(String table, Set<String> manner, RandomGenerator random) {
        return List.of(one(table, manner, random).split("/", 2));
    }

    private static boolean covers(Face face, String text) {
        return text.codePoints().filter(EastAsian::is).allMatch(face::has);
    }

    /// A stack of two faces, with fallbacks for the characters that they lack.
    private static FontStack stack(List<String> pair) {
        String chinese = pair.getLast();
        String world = chinese.equals("serif-bold") ? "world-serif" : "world-sans";
        String heavy = chinese.equals(TEXT) ? TEXT : SANS;
        return new FontStack(
                Face.named("latin-" + pair.getFirst()),
                Face.named(chinese),
                Stream.of(world, heavy, TEXT, "world-sans", "signs", "emoji")
                        .<Supplier<Face>>map(name -> () -> Face.named(name))
                        .toList());
    }

    /// A stack that can set every character that the faces of this program have.
    public static FontStack widest() {
        return stack(List.of("text", TEXT));
    }
}
