package dev.zimage.api.http;

import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Limits how many bodies with pictures are in memory at once. The others wait for a while, unread,
/// and are then refused. Safe for use by any number of threads.
public final class LargeBodies {

    /// The largest body with pictures.
    public static final int LIMIT = 32 << 20;

    private static final int TIMEOUT_SECONDS = 60;

    private final boolean allowed;
    private final Semaphore permits;

    /// @param allowed whether any body may be large
    /// @param atOnce how many are in memory at once
    public LargeBodies(boolean allowed, int atOnce) {
        this.allowed = allowed;
        this.permits = new Semaphore(atOnce, true);
    }

    /// The permit to hold one body in memory, to be closed once neither the body nor what was made
    /// of it is needed. It may be closed more than once.
    public static final class Permit implements AutoCloseable {

        private final int limit;
        private final AtomicReference<@Nullable Semaphore> held;

        Permit(int limit, @Nullable Semaphore held) {
            this.limit = limit;
            this.held = new AtomicReference<>(held);
        }

        /// The bytes that the body may have.
        public int limit() {
            return limit;
        }

        @Override
        public void close() {
            Semaphore taken = held.getAndSet(null);
            if (taken != null) {
                taken.release();
            }
        }
    }

    /// Waits for a permit for the body of a request, if it may be a large one.
    ///
    /// @throws Refusal when there is none for a minute
    public Permit enter(Call call) {
        return enter(call, LIMIT);
    }

    /// The same with another limit.
    ///
    /// @param limit bytes that the body may have
    public Permit enter(Call call, int limit) {
        if (!allowed || call.hasSmallBody()) {
            return new Permit(Call.BODY_LIMIT, null);
        }
        return take(limit);
    }

    /// Waits for a permit for a body that will take much memory, however small it is.
    ///
    /// @param limit bytes that the body may have
    /// @throws Refusal when there is none for a minute
    public Permit take(int limit) {
        try {
            if (permits.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return new Permit(limit, permits);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    /// The refusal when no permit was free in time.
    public static Refusal busy() {
        return new Refusal(
                        ErrorCode.QUEUE_FULL,
                        "Too many pictures are being sent at once; send the request again later")
                .retryAfter(Duration.ofSeconds(10));
    }
}
