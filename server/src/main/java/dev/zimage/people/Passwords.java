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

/// Hashes passwords, a few at a time: each takes 19 MiB and a processor, and guesses must not eat
/// the memory and the time of everything else. Therefore it has threads of its own, too: a virtual
/// one leaves its processor only to wait, and two that hash held all other requests up.
final class Passwords {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration UNUSED = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    UNUSED.toSeconds(),
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(AT_ONCE),
                    Thread.ofPlatform().name("passwords-", 1).daemon().factory());
    private volatile @Nullable PasswordHash nobodys;

    Passwords(RandomGenerator random) {
        this.random = random;
        threads.allowCoreThreadTimeOut(true);
    }

    /// A place to hash in; to be closed.
    final class Place implements AutoCloseable {

        PasswordHash hash(String password) {
            return apart(() -> PasswordHash.of(password, random));
        }

        /// Whether this is the password. Takes as long when there is no hash to compare with, so
        /// that the time does not tell who has an account.
        boolean matches(@Nullable PasswordHash known, String password) {
            boolean same = apart(() -> (known == null ? nobodys() : known).matches(password));
            return same && known != null;
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /// Waits for a place.
    ///
    /// @return empty when none came free in time
    Optional<Place> enter() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(new Place())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> T apart(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads).join();
    }

    private PasswordHash nobodys() {
        PasswordHash made = nobodys;
        if (made == null) {
            made = PasswordHash.of(Long.toHexString(random.nextLong()), random);
            nobodys = made;
        }
        return made;
    }
}
