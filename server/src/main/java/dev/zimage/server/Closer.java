package dev.zimage.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened, the last first. One resource that cannot be closed does not keep the
/// others open. Safe for use by several threads.
final class Closer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Closer.class);

    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean closed;

    private record Step(String name, AutoCloseable work) {

        void run() {
            try {
                work.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                log.error("{} could not be closed; going on with the others", name, e);
            }
        }
    }

    /// Registers a resource that was opened just now.
    <T extends AutoCloseable> T opened(T resource) {
        atClose(resource.getClass().getSimpleName(), resource);
        return resource;
    }

    /// Registers what is to be done then; done at once where everything is closed already.
    ///
    /// @param name for the log, should it fail
    void atClose(String name, AutoCloseable work) {
        Step step = new Step(name, work);
        if (!added(step)) {
            step.run();
        }
    }

    private synchronized boolean added(Step step) {
        if (!closed) {
            steps.push(step);
        }
        return !closed;
    }

    /// Closes everything, once. A step may wait for a thread that still registers something.
    @Override
    public void close() {
        for (Step step = next(); step != null; step = next()) {
            step.run();
        }
    }

    private synchronized @Nullable Step next() {
        Step step = steps.poll();
        closed = step == null;
        return step;
    }
}
