package dev.zimage.tasks.submission;

import dev.zimage.moderation.PolicyViolation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An order and what was found out about it before its transaction.
///
/// @param declined why no new task can be accepted now, null when one can
/// @param objection of the content check: the task costs nothing and fails at once
record CheckedOrder(
        TaskOrder order,
        Submission.@Nullable Declined declined,
        @Nullable PolicyViolation objection) {

    /// Whether nothing of it needs a statement of its own.
    boolean isPlain() {
        return declined == null
                && objection == null
                && !order.caller().budgeted()
                && order.options().sources() == null;
    }

    TaskOrder.@Nullable Idempotency idempotency() {
        return order.idempotency();
    }

    /// Its idempotency key with whom it belongs to, if it has one.
    Optional<IdempotencyKeys.Name> keyName() {
        return Optional.ofNullable(idempotency())
                .map(idempotency -> IdempotencyKeys.Name.of(order.caller(), idempotency));
    }
}
