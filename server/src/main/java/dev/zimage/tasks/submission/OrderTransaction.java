package dev.zimage.tasks.submission;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.database.BulkWork;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskReader;
import java.time.Clock;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What happens to orders in the transaction that stores them. Where the database knows arrays,
/// orders that wait together are stored by the same few statements; those that need more, such as a
/// look at a budget, follow one by one.
final class OrderTransaction implements BulkWork<CheckedOrder, Submission> {

    private final OrderWriter writer;
    private final boolean arrays;
    private final Clock clock;

    /// @param arrays whether the database knows arrays
    OrderTransaction(OrderWriter writer, boolean arrays, Clock clock) {
        this.writer = writer;
        this.arrays = arrays;
        this.clock = clock;
    }

    @Override
    public List<Submission> on(Handle tx, List<CheckedOrder> orders) {
        IdentityHashMap<CheckedOrder, Submission> stored = new IdentityHashMap<>();
        if (arrays && orders.size() > 1) {
            storeTogether(tx, orders, stored);
        }
        return orders.stream()
                .map(order -> {
                    Submission submission = stored.get(order);
                    return submission == null ? store(tx, order) : submission;
                })
                .toList();
    }

    /// All accounts are locked in one statement before anything else is, because those that follow
    /// one by one would lock them in another order.
    private void storeTogether(
            Handle tx,
            List<CheckedOrder> orders,
            IdentityHashMap<CheckedOrder, Submission> stored) {
        List<CheckedOrder> plain = orders.stream().filter(CheckedOrder::isPlain).toList();
        boolean looksAtKeys = plain.stream().anyMatch(order -> order.idempotency() != null);
        if (looksAtKeys || plain.size() < orders.size()) {
            AccountLock.take(tx, orders.stream().map(OrderTransaction::account).toList());
        }
        List<CheckedOrder> together = looksAtKeys ? withNewKeys(tx, plain) : plain;
        if (together.isEmpty()) {
            return;
        }
        List<Submission> submissions =
                writer.writeEach(tx, together.stream().map(CheckedOrder::order).toList());
        for (int i = 0; i < together.size(); i++) {
            stored.put(together.get(i), submissions.get(i));
        }
    }

    private static AccountId account(CheckedOrder order) {
        return order.order().caller().account();
    }

    /// Those that repeat no earlier order, neither a stored one nor one of these.
    private List<CheckedOrder> withNewKeys(Handle tx, List<CheckedOrder> orders) {
        List<IdempotencyKeys.Name> names =
                orders.stream().flatMap(order -> order.keyName().stream()).toList();
        Set<IdempotencyKeys.Name> seen =
                new HashSet<>(IdempotencyKeys.known(tx, names, clock.instant()));
        return orders.stream()
                .filter(order -> order.keyName().map(seen::add).orElse(true))
                .toList();
    }

    private Submission store(Handle tx, CheckedOrder checked) {
        TaskOrder order = checked.order();
        if (order.idempotency() != null) {
            AccountLock.take(tx, order.caller().account());
        }
        Optional<Submission> earlier = earlier(tx, order);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Submission.Declined declined = checked.declined();
        return declined == null ? write(tx, order, checked.objection()) : declined;
    }

    private Submission write(Handle tx, TaskOrder order, @Nullable PolicyViolation objection) {
        return switch (writer.write(
                tx, order, 1, objection, tasks -> TaskInsert.insert(tx, tasks.getFirst(), order))) {
            case OrderWriter.Result.Stored(List<Task> tasks) ->
                    new Submission.Accepted(tasks.getFirst());
            case OrderWriter.Result.Refused(var reason) -> new Submission.Refused(reason);
        };
    }

    /// The answer to an order that was submitted before.
    Optional<Submission> earlier(Handle tx, TaskOrder order) {
        TaskOrder.Idempotency idempotency = order.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        return IdempotencyKeys.find(tx, order.caller(), idempotency.key(), clock.instant())
                .map(known ->
                        known.bodyHash().equals(idempotency.bodyHash())
                                ? new Submission.Replayed(TaskReader.require(tx, known.task()))
                                : new Submission.KeyReused());
    }
}
