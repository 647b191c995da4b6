package dev.zimage.engine.weights;

import dev.zimage.engine.ForeignText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shortens text from files for messages: the first few names and the number of the rest, without
/// line breaks, each cut to the length of a line.
public final class Names {

    private static final int SHOWN = 3;
    private static final int LONGEST = 80;

    private Names() {}

    /// The first names, and how many more there are.
    public static String some(Stream<?> names) {
        List<?> all = names.toList();
        String shown =
                all.stream()
                        .limit(SHOWN)
                        .map(name -> one(String.valueOf(name)))
                        .collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? shown : shown + " and " + (all.size() - SHOWN) + " more";
    }

    /// One name or other text from outside, without what would break the line.
    public static String one(String text) {
        return ForeignText.line(text, LONGEST);
    }
}
