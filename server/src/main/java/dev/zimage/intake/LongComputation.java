package dev.zimage.intake;

import dev.zimage.threads.Uninterrupted;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs what computes for seconds, such as the decoding of a large picture, on a platform thread.
/// On the virtual thread of a request it would keep one of the few threads that carry all requests,
/// and as many such requests as there are processors would stop the server.
public final class LongComputation {

    private LongComputation() {}

    /// Waits for the result, also when the calling thread is interrupted: what the computation uses
    /// is in use until it ends.
    ///
    /// @param name of the thread
    /// @throws ExecutionException with what the computation threw
    public static <T> T run(String name, Callable<T> computation) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(computation);
        Thread.ofPlatform().daemon().name(name).start(task);
        return Uninterrupted.get(task::get);
    }
}
