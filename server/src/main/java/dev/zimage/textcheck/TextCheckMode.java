package dev.zimage.textcheck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What becomes of an order whose prompt wants texts.
public enum TextCheckMode {
    /// Nothing is read.
    OFF,
    /// The task says what was read.
    REPORT,
    /// Pictures with wrong texts are drawn again.
    RETRY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The labels of all.
    public static List<String> labels() {
        return Arrays.stream(values()).map(TextCheckMode::label).toList();
    }

    public static Optional<TextCheckMode> of(String label) {
        return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
    }
}
