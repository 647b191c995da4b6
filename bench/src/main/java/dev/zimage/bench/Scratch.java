package dev.zimage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A folder and the child processes that work in it. Both are gone after [#close], which also runs
/// when the benchmarks are interrupted. Safe for use by any number of threads.
final class Scratch implements AutoCloseable {

    private static final int SECONDS_TO_STOP = 5;

    private final Path folder;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger paths = new AtomicInteger();
    private boolean closed;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder inside `parent`, which should be on a disk like the one that a server would
    /// use: a commit to a file system in memory costs nothing.
    static Scratch in(Path parent) throws IOException {
        Files.createDirectories(parent);
        Scratch scratch = new Scratch(Files.createTempDirectory(parent, "bench-"));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("clean-up").unstarted(scratch::cleanUp));
        return scratch;
    }

    /// A folder inside that does not exist yet.
    Path path(String name) {
        return folder.resolve(name + "-" + paths.incrementAndGet());
    }

    /// Starts a process that does not outlive this one.
    Process start(ProcessBuilder builder) throws IOException {
        synchronized (this) {
            if (closed) {
                throw new IOException("the benchmarks are being stopped");
            }
            Process process = builder.start();
            processes.add(process);
            return process;
        }
    }

    /// Ends a process that was started here, gracefully if possible.
    void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        processes.remove(process);
    }

    private void cleanUp() {
        try {
            close();
        } catch (UncheckedIOException e) {
            System.err.println("could not remove " + folder + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List.copyOf(processes).forEach(this::stop);
        delete(folder);
    }

    /// Removes a folder with everything in it.
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
