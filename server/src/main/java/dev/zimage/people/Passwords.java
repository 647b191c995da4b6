package dev.zimage.people;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hashes passwords, a few at a time: each hash takes 19 MiB and a processor, and guesses must not
/// take memory and time from everything else. The hashing has its own platform threads for the same
/// reason: a virtual thread leaves its carrier only when it waits, so two hashes delayed all other
/// requests.
final class Passwords {

    private static final int AT_ONCE = 2;
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    IDLE.toSeconds(),
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(AT_ONCE),
                    Thread.ofPlatform().name("passwords-", 1).daemon().factory());
    private volatile @Nullable PasswordHash dummyHash;

    Passwords(RandomGenerator random) {
        this.random = random;
        threads.allowCoreThreadTimeOut(true);
    }

    /// The right to hash; to be closed.
    final class Slot implements AutoCloseable {

        PasswordHash hash(String password) {
            return onHashThread(() -> PasswordHash.of(password, random));
        }

        /// Whether this is the password. Takes equally long when there is no hash to compare with,
        /// so that the time does not reveal who has an account.
        boolean matches(@Nullable PasswordHash known, String password) {
            boolean same = onHashThread(() -> (known == null ? dummy() : known).matches(password));
            return same && known != null;
        }

        @Override
        public void close() {
            slots.release();
        }
    }

    /// Waits for a free slot.
    ///
    /// @return empty when none became free in time
    Optional<Slot> acquire() {
        try {
            return slots.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(new Slot())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> T onHashThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads).join();
    }

    private PasswordHash dummy() {
        PasswordHash made = dummyHash;
        if (made == null) {
            made = PasswordHash.of(Long.toHexString(random.nextLong()), random);
            dummyHash = made;
        }
        return made;
    }
}
