package dev.zimage.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does two things at the same time, as two processes on one database do.
public final class TwoProcesses implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    /// What the two came to, in the order of the arguments.
    public <T> List<T> together(Callable<T> one, Callable<T> other) throws Exception {
        List<Future<T>> both = List.of(threads.submit(on(one)), threads.submit(on(other)));
        List<T> results = new ArrayList<>();
        for (Future<T> each : both) {
            results.add(each.get());
        }
        return results;
    }

    private <T> Callable<T> on(Callable<T> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }

    @Override
    public void close() {
        threads.close();
    }
}
