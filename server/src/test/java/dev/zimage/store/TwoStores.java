package dev.zimage.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Two processes on one database, which do things at the same time.
final class TwoStores implements AutoCloseable {

    private final TwoProcesses processes = new TwoProcesses();
    private final Store one;
    private final Store two;

    TwoStores(TestDatabase kind, Path folder) {
        one = Store.open(kind, folder);
        two = Store.open(kind, folder);
    }

    Store one() {
        return one;
    }

    Store two() {
        return two;
    }

    /// What the two came to, in the order of the arguments.
    <T> List<T> together(Callable<T> first, Callable<T> second) throws Exception {
        return processes.together(first, second);
    }

    @Override
    public void close() {
        processes.close();
        one.close();
        two.close();
    }
}
