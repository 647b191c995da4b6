package dev.zimage.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The actions that the audit log records.
public enum AuditAction {
    ACCOUNT_CREATED,
    ACCOUNT_CHANGED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_RESUMED,
    CREDITS_GRANTED,
    KEY_CREATED,
    KEY_CHANGED,
    KEY_REVOKED,
    PERSON_INVITED,
    PERSON_CHANGED,
    PERSON_REMOVED,
    PERSON_LINKED,
    PASSWORD_RESET,
    PASSWORD_SET,
    PASSWORD_CHANGED,
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    SESSIONS_ENDED,
    TWO_FACTOR_SET_UP,
    RECOVERY_CODES_RENEWED,
    TWO_FACTOR_REMOVED,
    TWO_FACTOR_FAILED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    WEBHOOK_CREATED,
    WEBHOOK_ENABLED,
    WEBHOOK_DISABLED,
    WEBHOOK_DELETED,
    WEBHOOK_SECRET_ROTATED,
    MODEL_DOWNLOAD_STARTED,
    MODEL_DOWNLOAD_STOPPED,
    MODEL_INSTALLED;

    /// The word in the database and in answers, like `credits-granted`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Parses a label.
    public static Optional<AuditAction> of(String label) {
        return Arrays.stream(values()).filter(action -> action.label().equals(label)).findFirst();
    }
}
