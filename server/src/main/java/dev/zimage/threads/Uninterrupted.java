package dev.zimage.threads;

import org.jspecify.annotations.Nullable;

/// Waits that an interrupt must not end, because what they wait for would be left open. An
/// interrupt is kept for afterwards.
public final class Uninterrupted {

    private Uninterrupted() {}

    /// Something that may have to wait, and can be begun again after an interrupt.
    ///
    /// @param <T> what it results in
    /// @param <E> what it throws besides
    @FunctionalInterface
    public interface Wait<T extends @Nullable Object, E extends Exception> {

        /// Waits for the result.
        T get() throws E, InterruptedException;
    }

    /// Waits for the end of a thread.
    public static void join(Thread thread) {
        var _ =
                get(() -> {
                    thread.join();
                    return thread;
                });
    }

    /// The result of a wait, which is begun again after each interrupt.
    public static <T extends @Nullable Object, E extends Exception> T get(Wait<T, E> wait)
            throws E {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
