package dev.zimage.accounts;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One change of a balance. Entries are never changed or removed.
///
/// @param amount negative for a charge
/// @param balanceAfter the account's balance including this entry
public record LedgerEntry(
        long id,
        AccountId account,
        Reason reason,
        Credits amount,
        Credits balanceAfter,
        Instant createdAt) {

    /// Why a balance changed.
    ///
    /// @param taskId the task that was charged or refunded, null for a grant
    /// @param note the operator's note on a grant
    public record Reason(Kind kind, @Nullable String taskId, @Nullable String note) {

        static Reason grant(@Nullable String note) {
            return new Reason(Kind.GRANT, null, note);
        }

        static Reason charge(String taskId) {
            return new Reason(Kind.CHARGE, taskId, null);
        }

        static Reason refund(String taskId) {
            return new Reason(Kind.REFUND, taskId, null);
        }
    }

    /// The kinds of entries.
    public enum Kind {
        GRANT,
        CHARGE,
        REFUND;

        /// The word in the database and in answers.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public Kind kind() {
        return reason.kind();
    }

    /// The task that was charged or refunded, null for a grant.
    public @Nullable String taskId() {
        return reason.taskId();
    }

    /// The operator's note on a grant.
    public @Nullable String note() {
        return reason.note();
    }
}
