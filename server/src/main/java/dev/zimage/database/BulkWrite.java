package dev.zimage.database;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// An item that waits for its commit, and that runs together with those of the same work.
final class BulkWrite<I, T> extends PendingWrite<T> {

    private final BulkWork<I, T> work;
    private final I item;

    BulkWrite(long order, BulkWork<I, T> work, I item, FailureCodes codes) {
        super(order, tx -> work.on(tx, List.of(item)).getFirst(), codes);
        this.work = work;
        this.item = item;
    }

    @Override
    int runFirst(Handle handle, List<PendingWrite<?>> writes) {
        List<BulkWrite<I, T>> same = leading(writes);
        List<T> results = work.on(handle, same.stream().map(write -> write.item).toList());
        for (int i = 0; i < same.size(); i++) {
            same.get(i).completeWith(results.get(i));
        }
        return same.size();
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the same work has the same types
    private List<BulkWrite<I, T>> leading(List<PendingWrite<?>> writes) {
        List<BulkWrite<I, T>> same = new ArrayList<>();
        for (PendingWrite<?> write : writes) {
            if (!(write instanceof BulkWrite<?, ?> bulk) || bulk.work != work) {
                break;
            }
            same.add((BulkWrite<I, T>) bulk);
        }
        return same;
    }
}
