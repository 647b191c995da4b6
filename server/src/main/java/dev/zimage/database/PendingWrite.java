package dev.zimage.database;

import dev.zimage.actor.Actor;
import dev.zimage.database.Database.Work;
import dev.zimage.threads.Uninterrupted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// A change that waits for its commit, and its caller with it.
public sealed class PendingWrite<T> permits BulkWrite {

    private final long order;
    private final Work<T> work;
    private final FailureCodes codes;
    private final Actor actor = Actor.current();
    private final long since = System.nanoTime();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<@Nullable T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    /// @param order in which the changes of one transaction run
    public PendingWrite(long order, Work<T> work, FailureCodes codes) {
        this.order = order;
        this.work = work;
        this.codes = codes;
    }

    final long order() {
        return order;
    }

    /// Takes the change for a transaction.
    ///
    /// @return false when the caller was refused before
    final boolean take() {
        return taken.compareAndSet(false, true);
    }

    /// Runs the work as the actor of the caller; to be followed by [#committed] once that is true.
    @SuppressWarnings("ReferenceEquality") // the one actor that needs no scope
    public final void run(Handle handle) {
        result = actor == Actor.SERVER ? work.on(handle) : actor.act(() -> work.on(handle));
    }

    /// Runs the first of these changes, which is this one, and those after it that it can run
    /// together with.
    ///
    /// @return how many have run
    int runFirst(Handle handle, List<PendingWrite<?>> writes) {
        run(handle);
        return 1;
    }

    final void completeWith(T value) {
        result = value;
    }

    public final void committed() {
        outcome.complete(result);
    }

    public final void fail(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /// Refuses the change when it has waited too long and was not taken.
    final void refuseAfter(Duration timeout, long now, StorageException refusal) {
        if (hasWaitedFor(timeout, now) && take()) {
            fail(refusal);
        }
    }

    final boolean hasWaitedFor(Duration timeout, long now) {
        return now - since > timeout.toNanos();
    }

    /// Waits for the commit. An interrupt is remembered but does not end the wait: whether the
    /// change was made must not be left open.
    @SuppressWarnings("NullAway") // null only where T itself is nullable
    public final T await() {
        try {
            return Uninterrupted.get(outcome::get);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    private RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case StorageException e -> e;
            case JdbiException e -> codes.failed("the database refused a change", e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> codes.failed("the database refused a change", cause);
        };
    }
}
