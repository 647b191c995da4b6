package dev.zimage.cli.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that was looked at. All texts are one line.
///
/// @param name of what was looked at, stable
/// @param message what was found
/// @param advice what to do about it, null when it is in order
public record Check(String name, Status status, String message, @Nullable String advice) {

    /// From good to bad.
    public enum Status {
        OK,
        WARN,
        FAIL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String name, String message) {
        return new Check(name, Status.OK, message, null);
    }

    static Check warn(String name, String message, String advice) {
        return new Check(name, Status.WARN, message, advice);
    }

    static Check fail(String name, String message, String advice) {
        return new Check(name, Status.FAIL, message, advice);
    }
}
