package dev.zimage.engine.precision;

import dev.zimage.engine.Fault;
import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.weights.ByteCount;
import dev.zimage.engine.weights.DiskSpace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// The folder that prepared weights are kept in. Each [WeightFile] is there with a [Manifest],
/// which is written last: a file without one is not complete.
///
/// Safe for use by several threads and processes: one makes a file, the others wait for it.
public final class PreparedFolder {

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Path folder;
    private final PreparationListener listener;
    private final Map<String, String> sources = new ConcurrentHashMap<>();

    /// @param folder is made when it is needed
    public PreparedFolder(Path folder, PreparationListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /// Makes the file of a plan unless it is there and complete, which may take minutes and as much
    /// room on the disk as the file has.
    ///
    /// @return the folder
    /// @throws IOException when it cannot be made; the message says what to do where that is known
    public Path prepare(WeightFile plan) throws IOException {
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(folder);
            new StaleFiles(folder, listener).remove();
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve(plan.name() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = lock(channel, plan)) {
                if (!isWhole(plan)) {
                    make(plan);
                }
                Manifest.read(manifest(plan))
                        .ifPresent(manifest ->
                                sources.put(plan.component(), manifest.sources().digest()));
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
        return folder;
    }

    /// The SHA-256 of what `sha256sum` prints of the published files that a component was prepared
    /// from; empty before [#prepare].
    ///
    /// @param component of the model, for example `transformer`
    public String sourcesOf(String component) {
        return sources.getOrDefault(component, "");
    }

    /// The lock that keeps other processes out. Making a file takes minutes, so that whoever waits
    /// for it says so, and can be stopped by that.
    private FileLock lock(FileChannel channel, WeightFile plan) throws IOException {
        FileLock lock = channel.tryLock();
        while (lock == null) {
            listener.waiting(plan.component());
            pause();
            lock = channel.tryLock();
        }
        return lock;
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process prepared weights");
        }
    }

    /// Counts the bytes that are read for checks, and reports them.
    private LongConsumer reading(WeightFile plan, long all) {
        long[] done = {0};
        return bytes -> {
            done[0] += bytes;
            listener.checked(plan.component(), done[0], all);
        };
    }

    private boolean isWhole(WeightFile plan) throws IOException {
        Path file = folder.resolve(plan.name());
        Optional<Manifest> found = Manifest.read(manifest(plan));
        if (found.isEmpty() || !Files.isRegularFile(file)) {
            return false;
        }
        Manifest manifest = found.get();
        if (!manifest.plan().equals(Manifest.digest(plan)) || Files.size(file) != plan.size()) {
            return false;
        }
        Optional<SourceFiles> sources =
                manifest.sources()
                        .stillThoseOf(
                                plan.sources(), reading(plan, SourceFiles.bytes(plan.sources())));
        if (sources.isEmpty()) {
            return false;
        }
        long written = Files.getLastModifiedTime(file).toMillis();
        if (written != manifest.written()
                && !Checksums.hold(file, plan, manifest.checksums(), reading(plan, plan.size()))) {
            return false;
        }
        Manifest current = manifest.with(sources.get(), written);
        if (!current.equals(manifest)) {
            current.write(manifest(plan));
        }
        return true;
    }

    private void make(WeightFile plan) throws IOException {
        Path file = folder.resolve(plan.name());
        Files.deleteIfExists(manifest(plan));
        Files.deleteIfExists(file);
        Path unfinished = folder.resolve(plan.name() + ".part");
        Files.deleteIfExists(unfinished);
        checkRoom(plan);
        SourceFiles sources =
                SourceFiles.of(plan.sources(), reading(plan, SourceFiles.bytes(plan.sources())));
        try {
            Checksums checksums = WeightWriter.write(plan, unfinished, listener);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            long written = Files.getLastModifiedTime(file).toMillis();
            new Manifest(Manifest.digest(plan), written, checksums, sources).write(manifest(plan));
        } catch (FileSystemException | InterruptedIOException | UnusableModelException e) {
            throw e;
        } catch (IOException e) { // a full disk does not say which
            throw new UnusableModelException(
                    new Fault(unfinished + " cannot be written: " + e.getMessage(), ""),
                    DiskSpace.isExhausted(e),
                    e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void checkRoom(WeightFile plan) throws IOException {
        long usable = folder.toFile().getUsableSpace();
        if (usable < plan.size()) {
            throw new UnusableModelException(
                    new Fault(
                            "%s: %s are needed for %s and %s are free"
                                    .formatted(
                                            folder,
                                            ByteCount.text(plan.size()),
                                            plan.name(),
                                            ByteCount.text(usable)),
                            "make room, or choose another folder for prepared weights"),
                    true,
                    null);
        }
    }

    private Path manifest(WeightFile plan) {
        return folder.resolve(plan.name() + ".manifest");
    }
}
