package dev.zimage.usage;

import dev.zimage.accounts.Credits;
import java.util.Collection;

/// Numbers of tasks and amounts of credits.
///
/// @param completed tasks with a picture
/// @param failed tasks that ended without a picture, including cancelled ones
/// @param processing tasks that have not ended
/// @param redrawn pictures that the text check had drawn beyond the first of a task; not charged
/// @param charged for all tasks
/// @param refunded for the failed tasks
public record UsageAmounts(
        long completed,
        long failed,
        long processing,
        long redrawn,
        Credits charged,
        Credits refunded) {

    /// The charges less the refunds, including tasks that have not ended.
    public Credits net() {
        return new Credits(Math.subtractExact(charged.amount(), refunded.amount()));
    }

    /// The sum of all.
    public static UsageAmounts sum(Collection<UsageAmounts> all) {
        return new UsageAmounts(
                all.stream().mapToLong(UsageAmounts::completed).sum(),
                all.stream().mapToLong(UsageAmounts::failed).sum(),
                all.stream().mapToLong(UsageAmounts::processing).sum(),
                all.stream().mapToLong(UsageAmounts::redrawn).sum(),
                new Credits(all.stream().mapToLong(one -> one.charged.amount()).sum()),
                new Credits(all.stream().mapToLong(one -> one.refunded.amount()).sum()));
    }
}
