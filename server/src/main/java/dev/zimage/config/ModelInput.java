package dev.zimage.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a model takes in an order.
public enum ModelInput {
    TEXT,

    /// Pictures to edit.
    IMAGE;

    static final ValueType<Set<ModelInput>> TYPE =
            new ValueType<>("text, or text, image", ModelInput::parse);

    private static Optional<Set<ModelInput>> parse(String value) {
        Set<String> names =
                Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (names.equals(Set.of("text"))) {
            return Optional.of(EnumSet.of(TEXT));
        }
        return names.equals(Set.of("text", "image"))
                ? Optional.of(EnumSet.allOf(ModelInput.class))
                : Optional.empty();
    }
}
