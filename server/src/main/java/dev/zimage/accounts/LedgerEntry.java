package dev.zimage.accounts;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One change of a balance. Entries are never changed or removed.
///
/// @param taskId the task that was charged or refunded, null for a grant
/// @param amount negative for a charge
/// @param balanceAfter the account's balance once this entry counted
/// @param note the operator's word on a grant
public record LedgerEntry(
        long id,
        AccountId account,
        @Nullable String taskId,
        Kind kind,
        Credits amount,
        Credits balanceAfter,
        @Nullable String note,
        Instant createdAt) {

    /// Why a balance changed.
    public enum Kind {
        GRANT,
        CHARGE,
        REFUND;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
