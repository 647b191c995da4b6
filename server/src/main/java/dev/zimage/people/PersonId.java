package dev.zimage.people;

import java.util.Optional;

/// Identifies a person in the database. It is not secret.
public record PersonId(long value) {

    private static final String PREFIX = "person_";

    /// Parses what [#toString] writes; empty when it is malformed.
    public static Optional<PersonId> parse(String text) {
        return text.matches(PREFIX + "[1-9][0-9]{0,17}")
                ? Optional.of(new PersonId(Long.parseLong(text.substring(PREFIX.length()))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
