package dev.zimage.accounts;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a key may do.
public enum Scope {
    /// Ordering and cancelling pictures, and reading the account's tasks.
    GENERATE,
    /// Everything that only reads.
    READ;

    /// The scopes of a key that is not limited.
    public static final Set<Scope> ALL = Set.of(values());

    /// The word on the command line and in the database: `generate` or `read`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The labels, separated by commas, always in the same order.
    public static String labels(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::label).collect(Collectors.joining(","));
    }

    /// Parses labels separated by commas; empty when there is none or one is unknown.
    public static Optional<Set<Scope>> parse(String labels) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String label : labels.split(",", -1)) {
            Optional<Scope> scope =
                    Arrays.stream(values())
                            .filter(one -> one.label().equals(label.strip()))
                            .findFirst();
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(Set.copyOf(scopes));
    }
}
