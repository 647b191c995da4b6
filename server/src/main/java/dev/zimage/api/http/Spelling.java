package dev.zimage.api.http;

import dev.zimage.text.NearestName;
import dev.zimage.text.QuotedText;
import java.util.Collection;

/// Shows names that a client sent, and guesses what was meant.
public final class Spelling {

    private static final int LONGEST_SHOWN = 64;

    private Spelling() {}

    /// A message for a name that is not among the known ones.
    public static String unknown(String kind, String name, Collection<String> known) {
        String guess =
                NearestName.nearest(name, known.stream())
                        .map(meant -> ". Did you mean " + meant + "?")
                        .orElse(". Known are: " + String.join(", ", known));
        return "Unknown " + kind + ": " + QuotedText.of(name) + guess;
    }

    /// A message for a name that is not one of a few, which it lists.
    public static String unknownOneOf(String kind, String name, Collection<String> known) {
        String guess =
                NearestName.nearest(name, known.stream())
                        .map(meant -> "Did you mean " + meant + "? ")
                        .orElse("");
        return "Unknown %s: %s. %sKnown %ss: %s"
                .formatted(kind, QuotedText.of(name), guess, kind, String.join(", ", known));
    }

    /// The text, short and harmless: what cannot be printed is a question mark.
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(point -> isPrintable(point) ? point : '?')
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN
                ? shown + "…"
                : shown.toString();
    }

    static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.FORMAT
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
