package dev.zimage.moderation;

import java.util.Locale;

/// Why something violates the content policy, the most serious first.
public enum Category {
    MINORS("sexual content with minors"),
    HATE("hate"),
    SEXUAL("sexual content"),
    GORE("gore"),
    OPERATOR("a word that the operator does not allow");

    private final String words;

    Category(String words) {
        this.words = words;
    }

    /// The name in metrics and the log.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For messages to clients.
    public String words() {
        return words;
    }
}
