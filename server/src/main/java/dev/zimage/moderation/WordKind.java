package dev.zimage.moderation;

import java.util.Locale;

/// What a word of the lexicon stands for.
enum WordKind {
    /// Sexual content.
    SEXUAL,
    /// Allowed by itself, but not with a child.
    SUGGESTIVE,
    /// Sexual content with minors by itself.
    MINORS,
    /// Somebody who is a child.
    CHILD,
    /// Somebody who may be one, or is called so in play.
    YOUNG,
    GORE,
    HATE,
    /// Denied by the operator.
    DENIED,
    /// What is said in these words counts for nothing, as in *naked mole rat*.
    HARMLESS,
    /// Allowed by the operator.
    ALLOWED;

    /// Whether it takes away from what other words mean, and means nothing itself.
    boolean isExcuse() {
        return this == HARMLESS || this == ALLOWED;
    }

    static WordKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
