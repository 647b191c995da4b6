package dev.zimage.cli.command;

import dev.zimage.cli.logging.Logging;
import dev.zimage.server.Server;
import java.util.concurrent.CountDownLatch;

/// What goes on while a server runs. When it returns, the server has been closed.
@FunctionalInterface
public interface ServerLifetime {

    /// A server that has just started.
    ///
    /// @param url under which this machine reaches it
    /// @param greeting prints what the operator is to see
    record Started(Server server, String url, Runnable greeting) {}

    void attend(Started started) throws InterruptedException;

    /// Waits for SIGTERM or Ctrl-C and closes the server then.
    static void untilTheProcessEnds(Started started) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    started.server().close();
                                    Logging.flush();
                                    stopped.countDown();
                                }));
        started.greeting().run();
        stopped.await();
    }
}
