package dev.zimage.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened, the last first. One resource that cannot be closed does not keep the
/// others open. For use by one thread at a time.
final class Closer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Closer.class);

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, AutoCloseable work) {}

    /// Registers a resource that was opened just now.
    <T extends AutoCloseable> T opened(T resource) {
        atClose(resource.getClass().getSimpleName(), resource);
        return resource;
    }

    /// Registers what is to be done then.
    ///
    /// @param name for the log, should it fail
    void atClose(String name, AutoCloseable work) {
        steps.push(new Step(name, work));
    }

    /// Closes everything, once.
    @Override
    public void close() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.work.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                log.error("{} could not be closed; going on with the others", step.name, e);
            }
        }
    }
}
