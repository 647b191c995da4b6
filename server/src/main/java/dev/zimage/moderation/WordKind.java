package dev.zimage.moderation;

import java.util.Locale;

/// The meaning of a lexicon entry.
enum WordKind {
    /// Sexual content.
    SEXUAL,
    /// Allowed by itself, but not in connection with a child.
    SUGGESTIVE,
    /// Sexual content with minors, by itself.
    MINORS,
    /// A child.
    CHILD,
    /// A person who may be a child, or is playfully called one.
    YOUNG,
    GORE,
    HATE,
    /// Denied by the operator.
    DENIED,
    /// A harmless phrase whose words do not count, as in *naked mole rat*.
    HARMLESS,
    /// Allowed by the operator.
    ALLOWED;

    /// Whether it only cancels the meaning of other words.
    boolean isExcuse() {
        return this == HARMLESS || this == ALLOWED;
    }

    static WordKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
