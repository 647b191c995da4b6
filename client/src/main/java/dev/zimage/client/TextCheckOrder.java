package dev.zimage.client;

import java.util.Locale;

/// Whether the words that a prompt quotes are read back from the picture.
public enum TextCheckOrder {
    /// Nothing is read.
    OFF,
    /// The task says what was read.
    REPORT,
    /// Pictures with wrong words are drawn again, for the price of one.
    RETRY;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
