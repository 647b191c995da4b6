package dev.zimage.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A media store cannot be used, and it is known what the operator can do about it. Neither text
/// has secrets.
public final class MediaStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String remedy;

    /// Whether time can mend it.
    public enum Kind {
        /// Stays until the operator changes a setting, a right or the store.
        MISCONFIGURED,

        /// May end by itself; what was to be stored is to be tried again.
        UNAVAILABLE
    }

    /// @param message what is wrong, one clause
    /// @param remedy what to do about it, one clause that names the setting
    public MediaStoreException(
            Kind kind, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /// What to do about it, one clause that names the setting.
    public String remedy() {
        return remedy;
    }
}
