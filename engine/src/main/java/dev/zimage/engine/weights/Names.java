package dev.zimage.engine.weights;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names in a message: all that help, and the number of the rest.
final class Names {

    private static final int SHOWN = 40;

    private Names() {}

    static String some(Stream<?> names) {
        List<?> all = names.toList();
        String shown =
                all.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? shown : shown + " and " + (all.size() - SHOWN) + " more";
    }
}
