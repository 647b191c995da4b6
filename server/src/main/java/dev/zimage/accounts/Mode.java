package dev.zimage.accounts;

import java.util.Locale;

/// Whether a key works for real or in the sandbox, where pictures come from the sketch engine and
/// cost nothing.
public enum Mode {
    LIVE,
    TEST;

    /// The word in keys and in the database: `live` or `test`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The mode with this label.
    public static Mode of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
