package dev.zimage.engine.zimage;

import dev.zimage.engine.onnx.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Runs native work on named threads of its own, so that the thread that waits for it can be
/// interrupted: the work is stopped then, and waited for.
final class NativeExecutor implements AutoCloseable {

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("z-image-", 0).daemon().factory());

    /// @throws InterruptedException when the calling thread was interrupted; the work has ended
    <T> T run(Cancellation cancellation, Supplier<T> work) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped before a step");
        }
        Future<T> result = threads.submit(work::get);
        try {
            return value(result);
        } catch (InterruptedException e) {
            cancellation.cancel();
            awaitEnd(result);
            throw e;
        }
    }

    private static <T> T value(Future<T> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Waits for the end of the work, because the memory that it uses must not be freed before.
    private static void awaitEnd(Future<?> result) {
        while (true) {
            try {
                value(result);
                return;
            } catch (InterruptedException again) {
                // the caller has its failure already
            } catch (CancellationException stopped) {
                return;
            } catch (RuntimeException | Error failed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
