package dev.zimage.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds back the end of the process, after Ctrl-C or SIGTERM, until an engine has been closed:
/// native code that still computes while the JVM goes down crashes it.
public final class ProcessEnd implements AutoCloseable {

    /// The longest that native code cannot be stopped: while a model of full size is loaded.
    private static final long SECONDS = 60;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    /// @param stop asks for the end of what uses the engine, and returns at once
    public ProcessEnd(Runnable stop) {
        this.hook =
                Thread.ofPlatform()
                        .name("process-end")
                        .unstarted(() -> {
                            stop.run();
                            awaitClosed();
                        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitClosed() {
        try {
            closed.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The engine has been closed.
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and no longer waits for us
        }
    }
}
