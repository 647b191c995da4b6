package dev.zimage.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A media store cannot be used, and the operator can do something about it. Neither text contains
/// secrets.
public final class MediaStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String remedy;

    /// Whether the failure may be temporary.
    public enum Kind {
        /// Permanent until the operator changes a setting, a permission or the store.
        MISCONFIGURED,

        /// May pass; the write should be retried.
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
