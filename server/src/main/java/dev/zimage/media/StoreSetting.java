package dev.zimage.media;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A setting that one kind of media store has of its own.
///
/// @param name for example `media.s3_region`
/// @param allowed completes the sentence "must be …"
/// @param parser empty for a value that is not allowed
/// @param description what it means: Markdown, one line
/// @param <T> the type of its values
public record StoreSetting<T>(
        String name,
        String defaultValue,
        String allowed,
        Function<String, Optional<T>> parser,
        String description) {

    /// The value among these, which have been checked.
    public T in(Map<String, String> values) {
        String value = values.getOrDefault(name, defaultValue);
        return parser.apply(value)
                .orElseThrow(() -> new IllegalStateException(name + " was not checked: " + value));
    }
}
