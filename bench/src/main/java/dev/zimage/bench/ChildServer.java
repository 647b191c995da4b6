package dev.zimage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A server in a process of its own. The protocol between the two is small: the child prints `port`
/// and the number when it is ready, and ends when its standard input does, so that it never
/// outlives its parent.
final class ChildServer implements AutoCloseable {

    private static final String READY = "port ";

    private final Scratch scratch;
    private final Process process;
    private final InetSocketAddress address;

    private ChildServer(Scratch scratch, Process process, InetSocketAddress address) {
        this.scratch = scratch;
        this.process = process;
        this.address = address;
    }

    /// Starts `main` and waits until it is ready.
    static ChildServer start(BenchContext stage, Class<?> main, String... arguments)
            throws IOException {
        Process process = stage.scratch().start(stage.jvm().command(main, arguments));
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = out.readLine()) != null; ) {
            if (line.startsWith(READY)) {
                int port = Integer.parseInt(line.substring(READY.length()));
                return new ChildServer(
                        stage.scratch(),
                        process,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        stage.scratch().stop(process);
        throw new IOException(main.getSimpleName() + " ended before it was ready");
    }

    /// The child's side: reports that it is ready, waits for the end, and exits.
    static void serveUntilToldToStop(int port, Runnable stop) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    stop.run();
                                    stopped.countDown();
                                }));
        Thread.ofPlatform().daemon().name("parent-watch").start(ChildServer::exitWithParent);
        System.out.println(READY + port);
        System.out.flush();
        stopped.await();
    }

    private static void exitWithParent() {
        try {
            int read = System.in.read();
            System.exit(read < 0 ? 0 : 1);
        } catch (IOException e) {
            System.exit(1);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /// The processor time that the server has used up to now, on all cores together.
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        scratch.stop(process);
    }
}
