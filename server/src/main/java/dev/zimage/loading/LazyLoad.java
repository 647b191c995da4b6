package dev.zimage.loading;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads something in the background when it is first wanted. If loading failed, it is tried again
/// after a minute. Safe for use by any number of threads.
///
/// @param <T> what is loaded
public final class LazyLoad<T> implements AutoCloseable {

    /// How long after a failure the next try is.
    public static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(LazyLoad.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final Loader<T> loader;
    private final Consumer<T> closer;
    private final Clock clock;
    private @Nullable CompletableFuture<T> loading;
    private Instant begun = Instant.MIN;

    /// Where it comes from.
    @FunctionalInterface
    public interface Loader<T> {

        /// @throws IOException when it is incomplete
        T load() throws IOException;
    }

    /// @param name of the loading thread, and in the log
    /// @param closer closes what was loaded
    public LazyLoad(String name, Loader<T> loader, Consumer<T> closer, Clock clock) {
        this.name = name;
        this.loader = loader;
        this.closer = closer;
        this.clock = clock;
    }

    /// Starts loading, unless that was started before.
    public synchronized CompletableFuture<T> start() {
        CompletableFuture<T> current = loading;
        boolean tryAgain =
                current == null
                        || (current.isCompletedExceptionally()
                                && !clock.instant().isBefore(begun.plus(AGAIN)));
        if (!tryAgain && current != null) {
            return current;
        }
        begun = clock.instant();
        CompletableFuture<T> next =
                CompletableFuture.supplyAsync(
                        this::loaded, Thread.ofPlatform().name(name).daemon()::start);
        loading = next;
        return next;
    }

    private T loaded() {
        try {
            return loader.load();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            log.error("the {} cannot be loaded; orders that need it are refused", name, e);
            throw new CompletionException(e);
        }
    }

    /// Whether it is there; waits for it while it is being loaded.
    public boolean isReady() {
        try {
            get();
            return true;
        } catch (NotLoadedException e) {
            return false; // the reason is in the log once
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What was loaded; waits for it while it is being loaded.
    ///
    /// @throws NotLoadedException when it could not be loaded
    public T get() throws NotLoadedException, InterruptedException {
        try {
            return start().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotLoadedException("the " + name + " is not loaded", e);
        }
    }

    @Override
    public synchronized void close() {
        if (loading != null) {
            var _ = loading.thenAccept(closer);
        }
    }
}
