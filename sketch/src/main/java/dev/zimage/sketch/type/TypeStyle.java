package dev.zimage.sketch.type;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Style;
import dev.zimage.texts.EastAsian;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The type of one picture.
///
/// @param headline sets the text that is seen first
/// @param text sets the others
/// @param treatment how the headline is printed
/// @param ornament what goes with it
public record TypeStyle(
        TypeSetter headline, TypeSetter text, Treatment treatment, Ornament ornament) {

    /// How type is printed.
    public enum Treatment {
        FLAT,
        /// With a hard shadow, as two plates a little off.
        DROP,
        /// As lit tubes.
        NEON
    }

    /// What stands between headline and text, and around them.
    public enum Ornament {
        NONE,
        RULE,
        DOUBLE_RULE,
        STARS,
        SWASH
    }

    private static final String SANS_HAN = "sans-black.otf";
    private static final String TEXT_HAN = "sans-medium.otf";
    private static final String SERIF_HAN = "serif-bold.otf";
    private static final String HAND = "hand.ttf";

    public static TypeStyle choose(Brief brief, FaceCase faces, RandomGenerator random) {
        Set<Style> styles = brief.styles();
        String all = String.join(" ", brief.texts().stream().map(Brief.Text::words).toList());
        boolean capitals = all.codePoints().noneMatch(Character::isLowerCase);
        String[] head = headline(styles, capitals, random);
        String[] text = text(styles, head);
        FontStack headStack = stack(faces, head[0], head[1]);
        if (headStack.chinese().name().equals("brush.ttf") && !covers(headStack.chinese(), all)) {
            headStack = stack(faces, head[0], HAND);
        }
        boolean joined = isJoined(head[0]);
        double tracking =
                joined ? 0 : capitals && !head[0].equals("latin-poster.ttf") ? 0.02 : 0.004;
        if (styles.contains(Style.MINIMAL) || styles.contains(Style.ELEGANT)) {
            tracking = joined ? 0 : capitals ? 0.1 : 0.015;
        }
        return new TypeStyle(
                new TypeSetter(headStack, tracking, 1),
                new TypeSetter(stack(faces, text[0], text[1]), 0.015, 1.14),
                treatment(styles, random),
                ornament(styles, random));
    }

    private static boolean covers(Face face, String text) {
        return text.codePoints().filter(EastAsian::is).allMatch(face::has);
    }

    private static boolean isJoined(String face) {
        return Set.of("latin-casual.ttf", "latin-hand.ttf").contains(face);
    }

    /// The stack of two faces and those that have what they have not.
    static FontStack stack(FaceCase faces, String latin, String chinese) {
        String world = chinese.equals(SERIF_HAN) ? "world-serif.ttf" : "world-sans.ttf";
        String heavy = chinese.equals(TEXT_HAN) ? TEXT_HAN : SANS_HAN;
        return new FontStack(
                faces.face(latin),
                faces.face(chinese),
                Stream.of(world, heavy, TEXT_HAN, "world-sans.ttf", "signs.ttf", "emoji.ttf")
                        .<Supplier<Face>>map(file -> () -> faces.face(file))
                        .toList());
    }

    /// What the faces of this program can set, in any style.
    public static FontStack widest(FaceCase faces) {
        return stack(faces, "latin-text.ttf", TEXT_HAN);
    }

    /// The Latin and the Chinese face of the headline.
    private static String[] headline(Set<Style> styles, boolean capitals, RandomGenerator random) {
        boolean bold = styles.contains(Style.BOLD);
        if (styles.contains(Style.BRUSH)) {
            return pair("latin-casual.ttf", "brush.ttf");
        }
        if (styles.contains(Style.HANDWRITTEN)) {
            return pair("latin-hand.ttf", HAND);
        }
        if (styles.contains(Style.SCRIPT)) {
            String latin = "latin-casual.ttf";
            return pair(latin, pick(random, "brush.ttf", HAND));
        }
        if (styles.contains(Style.MONO)) {
            return pair("latin-mono.ttf", SANS_HAN);
        }
        if (styles.contains(Style.SERIF)) {
            return pair(
                    bold ? "latin-fat.ttf" : pick(random, "latin-serif.ttf", "latin-fat.ttf"),
                    SERIF_HAN);
        }
        if (styles.contains(Style.NEON)) {
            return pair(
                    capitals
                            ? "latin-round.ttf"
                            : pick(random, "latin-round.ttf", "latin-casual.ttf"),
                    TEXT_HAN);
        }
        if (bold || styles.contains(Style.SANS)) {
            return pair(
                    pick(random, "latin-poster.ttf", "latin-wide.ttf", "latin-geometric.ttf"),
                    SANS_HAN);
        }
        if (styles.contains(Style.VINTAGE)) {
            return pair(
                    pick(
                            random,
                            "latin-deco.ttf",
                            "latin-fat.ttf",
                            "latin-poster.ttf",
                            "latin-serif.ttf"),
                    SERIF_HAN);
        }
        if (styles.contains(Style.ELEGANT)) {
            return pair(
                    capitals
                            ? "latin-serif-text.ttf"
                            : pick(random, "latin-serif.ttf", "latin-casual.ttf"),
                    SERIF_HAN);
        }
        if (styles.contains(Style.MINIMAL)) {
            return pair(
                    pick(random, "latin-text.ttf", "latin-serif-text.ttf", "latin-narrow.ttf"),
                    pick(random, TEXT_HAN, SERIF_HAN));
        }
        if (styles.contains(Style.PLAYFUL)) {
            return pair(
                    pick(random, "latin-round.ttf", "latin-casual.ttf", "latin-wide.ttf"),
                    SANS_HAN);
        }
        return switch (random.nextInt(5)) {
            case 0 -> pair("latin-poster.ttf", SANS_HAN);
            case 1 -> pair("latin-geometric.ttf", SANS_HAN);
            case 2 -> pair("latin-wide.ttf", SANS_HAN);
            default -> pair(pick(random, "latin-serif.ttf", "latin-fat.ttf"), SERIF_HAN);
        };
    }

    private static String[] text(Set<Style> styles, String[] head) {
        if (styles.contains(Style.HANDWRITTEN)) {
            return pair("latin-hand.ttf", HAND);
        }
        return switch (head[0]) {
            case "latin-mono.ttf" -> pair("latin-mono.ttf", TEXT_HAN);
            case "latin-serif.ttf", "latin-serif-text.ttf" ->
                    pair("latin-serif-text.ttf", SERIF_HAN);
            case "latin-poster.ttf", "latin-narrow.ttf", "latin-deco.ttf" ->
                    pair("latin-narrow.ttf", TEXT_HAN);
            case "latin-round.ttf" -> pair("latin-round.ttf", TEXT_HAN);
            default -> pair("latin-text.ttf", TEXT_HAN);
        };
    }

    private static Treatment treatment(Set<Style> styles, RandomGenerator random) {
        if (styles.contains(Style.NEON)) {
            return Treatment.NEON;
        }
        boolean quiet =
                styles.contains(Style.MINIMAL)
                        || styles.contains(Style.ELEGANT)
                        || styles.contains(Style.MONO)
                        || styles.contains(Style.BRUSH);
        boolean loud = styles.contains(Style.VINTAGE) || styles.contains(Style.PLAYFUL);
        return !quiet && random.nextInt(4) < (loud ? 3 : 1) ? Treatment.DROP : Treatment.FLAT;
    }

    private static Ornament ornament(Set<Style> styles, RandomGenerator random) {
        if (styles.contains(Style.NEON)) {
            return Ornament.RULE;
        }
        if (styles.contains(Style.BRUSH)
                || styles.contains(Style.SCRIPT)
                || styles.contains(Style.HANDWRITTEN)) {
            return Ornament.SWASH;
        }
        if (styles.contains(Style.VINTAGE)) {
            return random.nextBoolean() ? Ornament.STARS : Ornament.DOUBLE_RULE;
        }
        if (styles.contains(Style.MINIMAL)) {
            return random.nextBoolean() ? Ornament.NONE : Ornament.RULE;
        }
        return switch (random.nextInt(4)) {
            case 0 -> Ornament.NONE;
            case 1 -> Ornament.DOUBLE_RULE;
            case 2 -> Ornament.STARS;
            default -> Ornament.RULE;
        };
    }

    private static String[] pair(String latin, String chinese) {
        return new String[] {latin, chinese};
    }

    private static String pick(RandomGenerator random, String... from) {
        return from[random.nextInt(from.length)];
    }
}
