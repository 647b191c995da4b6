package dev.zimage.config;

import dev.zimage.database.DatabaseUrl;
import dev.zimage.media.MediaLocation;
import dev.zimage.media.MediaStores;
import dev.zimage.origin.Authority;
import dev.zimage.origin.BaseUrl;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the values of a setting.
///
/// @param allowed completes the sentence "must be …"
/// @param parser empty for a value that is not allowed
/// @param shown what of a value may be printed: all of it, unless there is a secret in it
record ValueType<T>(
        String allowed, Function<String, Optional<T>> parser, UnaryOperator<String> shown) {

    ValueType(String allowed, Function<String, Optional<T>> parser) {
        this(allowed, parser, UnaryOperator.identity());
    }

    Optional<T> parse(String value) {
        return parser.apply(value);
    }

    static ValueType<Integer> wholeNumber(int min, int max) {
        ValueType<Long> wide = largeNumber(min, max);
        return new ValueType<>(
                wide.allowed(), value -> wide.parse(value).map(number -> Math.toIntExact(number)));
    }

    static ValueType<Long> largeNumber(long min, long max) {
        return new ValueType<>(
                "a whole number from " + min + " to " + max,
                value ->
                        value.matches("[0-9]{1,18}")
                                ? Optional.of(Long.valueOf(value))
                                        .filter(number -> number >= min && number <= max)
                                : Optional.empty());
    }

    static ValueType<BigDecimal> usd() {
        return new ValueType<>(
                "an amount in USD from 0 to 9999 with at most 6 decimals, such as 0.004",
                value ->
                        value.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")
                                ? Optional.of(new BigDecimal(value))
                                        .filter(usd -> usd.compareTo(new BigDecimal(9999)) <= 0)
                                : Optional.empty());
    }

    static ValueType<Optional<BigDecimal>> optionalUsd() {
        return optional(usd());
    }

    /// Empty, or a value of another type.
    private static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new ValueType<>(
                "empty, or " + type.allowed(),
                value -> {
                    Optional<T> parsed = value.isEmpty() ? Optional.empty() : type.parse(value);
                    return value.isEmpty() || parsed.isPresent()
                            ? Optional.of(parsed)
                            : Optional.empty();
                });
    }

    /// @param label how a value is written
    static <T> ValueType<Optional<T>> optionalOneOf(List<T> values, Function<T, String> label) {
        return optional(oneOf(values, label));
    }

    /// A member of a group of settings.
    static ValueType<Optional<String>> optionalName() {
        return optional(matching(ConfigFamily.MEMBER, "a name such as gpu or gpu-2"));
    }

    static ValueType<Optional<String>> variable() {
        return optional(
                matching(Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"), "the name of a variable"));
    }

    private static ValueType<String> matching(Pattern pattern, String allowed) {
        return new ValueType<>(
                allowed,
                value -> pattern.matcher(value).matches() ? Optional.of(value) : Optional.empty());
    }

    /// A text without control characters.
    static ValueType<String> line(int longest) {
        return matching(
                Pattern.compile("\\P{Cntrl}{0,%d}".formatted(longest)),
                "one line of at most %d characters".formatted(longest));
    }

    static ValueType<Double> likelihood() {
        return new ValueType<>(
                "a number above 0 and at most 1, such as 0.6",
                value ->
                        value.matches("[01](\\.[0-9]{1,6})?")
                                ? Optional.of(Double.valueOf(value))
                                        .filter(number -> number > 0 && number <= 1)
                                : Optional.empty());
    }

    static ValueType<Optional<Double>> guidance() {
        return new ValueType<>(
                "empty, or a number from 0 to 30, such as 4 or 3.5", ValueType::guidance);
    }

    /// @return nothing where the value is none, and none in it where it is left open
    private static Optional<Optional<Double>> guidance(String value) {
        if (value.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        Optional<Double> number = decimal(value).filter(scale -> scale <= 30);
        return number.isPresent() ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Double> decimal(String value) {
        return value.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")
                ? Optional.of(Double.valueOf(value))
                : Optional.empty();
    }

    static ValueType<String> text(int longest) {
        return new ValueType<>(
                "at most %,d characters".formatted(longest),
                value ->
                        value.codePointCount(0, value.length()) <= longest
                                ? Optional.of(value)
                                : Optional.empty());
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        return new ValueType<>(
                "a duration from %s to %s, such as 500ms, 30s, 10m, 24h or 7d"
                        .formatted(DurationText.format(min), DurationText.format(max)),
                value ->
                        DurationText.parse(value)
                                .filter(time -> time.compareTo(min) >= 0)
                                .filter(time -> time.compareTo(max) <= 0));
    }

    static ValueType<Boolean> trueOrFalse() {
        return new ValueType<>(
                "true or false",
                value ->
                        switch (value) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    /// A constant of an enum by its name in lower case, with dashes.
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        return oneOf(List.of(type.getEnumConstants()), ValueType::label);
    }

    private static <T> ValueType<T> oneOf(List<T> values, Function<? super T, String> label) {
        return new ValueType<>(
                values.stream().map(label).collect(Collectors.joining(" or ")),
                value -> values.stream().filter(one -> label.apply(one).equals(value)).findFirst());
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ValueType<String> host() {
        return new ValueType<>(
                "a host name or an IP address",
                value -> {
                    String bare = value.replaceFirst("^\\[(.*:.*)]$", "$1");
                    String written = bare.contains(":") ? "[" + bare + "]" : bare;
                    return Authority.parse(written)
                            .filter(authority -> authority.port().isEmpty())
                            .map(authority -> bare);
                });
    }

    static ValueType<Optional<BaseUrl>> publicUrl() {
        return new ValueType<>(
                "empty, or " + BaseUrl.FORM,
                value -> {
                    Optional<BaseUrl> url = BaseUrl.parse(value);
                    return url.isPresent() || value.isEmpty() ? Optional.of(url) : Optional.empty();
                });
    }

    static ValueType<Optional<DatabaseUrl>> databaseUrl() {
        return new ValueType<>(
                "empty, or " + DatabaseUrl.FORM,
                value -> {
                    Optional<DatabaseUrl> url = DatabaseUrl.parse(value);
                    return url.isPresent() || value.isEmpty() ? Optional.of(url) : Optional.empty();
                },
                DatabaseUrl::shown);
    }

    static ValueType<Optional<Path>> folder() {
        return path("folder");
    }

    static ValueType<Optional<Path>> file() {
        return path("file");
    }

    static ValueType<MediaLocation> mediaLocation() {
        return new ValueType<>(MediaStores.allowed(), MediaStores::parse);
    }

    private static ValueType<Optional<Path>> path(String what) {
        return new ValueType<>(
                "empty, or the path of a " + what,
                value -> {
                    try {
                        return Optional.of(
                                value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value)));
                    } catch (InvalidPathException e) {
                        return Optional.empty();
                    }
                });
    }
}
