package dev.zimage.usage;

import dev.zimage.accounts.Credits;
import java.util.Collection;

/// Pictures and credits.
///
/// @param completed pictures that were drawn
/// @param failed tasks that ended without one, cancelled ones too
/// @param processing tasks that have not ended
/// @param charged for all of them
/// @param refunded for the failed ones
public record UsageAmounts(
        long completed, long failed, long processing, Credits charged, Credits refunded) {

    /// What the pictures cost in the end, with those that are still drawn.
    public Credits net() {
        return new Credits(Math.subtractExact(charged.amount(), refunded.amount()));
    }

    /// The sum of many.
    public static UsageAmounts sum(Collection<UsageAmounts> all) {
        return new UsageAmounts(
                all.stream().mapToLong(UsageAmounts::completed).sum(),
                all.stream().mapToLong(UsageAmounts::failed).sum(),
                all.stream().mapToLong(UsageAmounts::processing).sum(),
                new Credits(all.stream().mapToLong(one -> one.charged.amount()).sum()),
                new Credits(all.stream().mapToLong(one -> one.refunded.amount()).sum()));
    }
}
