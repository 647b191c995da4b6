package dev.zimage.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A setting that each member of a group has, for example `models.<id>.price`.
///
/// @param group the first part of the name, for example `models`
/// @param placeholder what stands for a member in the documentation, for example `<id>`
/// @param suffix the last part of the name, without a dot
/// @param <T> the type of its values
record ConfigFamily<T>(
        String group,
        String placeholder,
        String suffix,
        String defaultValue,
        ValueType<T> type,
        String description) {

    private static final Pattern TEMPLATE =
            Pattern.compile("([a-z_]+)\\.(<[a-z]+>)\\.([a-z][a-z0-9_]*)");

    /// Names of members. They may have dots, such as `gpt-image-1.5`: a suffix has none, so the
    /// last dot ends the name.
    static final Pattern MEMBER = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

    /// @param template for example `models.<id>.price`
    static <T> ConfigFamily<T> of(
            String template, String defaultValue, ValueType<T> type, String description) {
        Matcher matcher = TEMPLATE.matcher(template);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not of the form models.<id>.price: " + template);
        }
        return new ConfigFamily<>(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                defaultValue,
                type,
                description);
    }

    /// The setting of one member.
    ConfigKey<T> key(String member) {
        String name = group + "." + member + "." + suffix;
        return new ConfigKey<>(name, defaultValue, type, description);
    }

    /// The row of the documentation, which has the placeholder instead of a member.
    ConfigKey<T> documented() {
        return key(placeholder);
    }

    /// The member whose setting has this name.
    Optional<String> memberOf(String name) {
        return between(name, group + ".", "." + suffix)
                .filter(member -> MEMBER.matcher(member).matches());
    }

    /// The member whose setting this environment variable gives: one of `known`, as dots and dashes
    /// cannot be told apart there, or else a new one with dashes.
    Optional<String> memberOfVariable(String variable, Collection<String> known) {
        String before = ConfigSources.PREFIX + ConfigKey.environmentForm(group) + "_";
        String after = "_" + ConfigKey.environmentForm(suffix);
        return between(variable, before, after)
                .map(written ->
                        known.stream()
                                .filter(one -> written.equals(environmentForm(one)))
                                .findFirst()
                                .orElseGet(() -> dashed(written)))
                .filter(member -> MEMBER.matcher(member).matches());
    }

    private static String environmentForm(String member) {
        return ConfigKey.environmentForm(member);
    }

    private static String dashed(String written) {
        return written.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<String> between(String text, String before, String after) {
        return text.startsWith(before)
                        && text.endsWith(after)
                        && text.length() > before.length() + after.length()
                ? Optional.of(text.substring(before.length(), text.length() - after.length()))
                : Optional.empty();
    }
}
