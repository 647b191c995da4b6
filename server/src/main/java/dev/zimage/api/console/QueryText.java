package dev.zimage.api.console;

import dev.zimage.api.http.Call;
import dev.zimage.text.QuotedText;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what the console asks in the query of an address.
final class QueryText {

    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final int LONGEST_TEXT = 200;

    private QueryText() {}

    /// How many entries a page is to have: 1 to 100, else 20.
    static int limit(Call call) {
        String value = call.query("limit").orElse(Integer.toString(USUAL_PAGE));
        if (value.matches("[1-9][0-9]?|" + LARGEST_PAGE)) {
            return Integer.parseInt(value);
        }
        throw Body.invalid(
                "limit must be an integer from 1 to %d, not %s"
                        .formatted(LARGEST_PAGE, QuotedText.of(value)));
    }

    /// A text to search for, without the blanks around it; empty when it is left out.
    static String text(Call call, String name) {
        String text = call.query(name).orElse("").strip();
        if (text.length() > LONGEST_TEXT) {
            throw Body.invalid("%s must have at most %d characters".formatted(name, LONGEST_TEXT));
        }
        return text;
    }

    /// A parameter of some form; null when it is left out or empty.
    ///
    /// @param form in words
    static <T> @Nullable T read(
            Call call, String name, String form, Function<String, Optional<T>> parse) {
        String value = call.query(name).orElse("");
        if (value.isEmpty()) {
            return null;
        }
        return parse.apply(value)
                .orElseThrow(() ->
                        Body.invalid(
                                "%s must be %s, not %s"
                                        .formatted(name, form, QuotedText.of(value))));
    }
}
