package dev.zimage.engine.precision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The folder that prepared weights are kept in. Each [WeightFile] is there with a [Manifest],
/// which is written last: a file without one is not whole.
///
/// Safe for use by several threads and processes: one makes a file, the others wait for it.
public final class PreparedFolder {

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final PreparationListener listener;

    /// @param folder is made when it is needed
    public PreparedFolder(Path folder, PreparationListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /// Sees to it that the file of a plan is there and whole, which may take minutes and as much
    /// room on the disk as the file has.
    ///
    /// @return the folder
    /// @throws IOException when it cannot be made; the message says what to do where that is known
    public Path prepare(WeightFile plan) throws IOException {
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve(plan.name() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || !isWhole(plan)) {
                    make(plan);
                }
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
        return folder;
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
        Optional<SourceFiles> sources = manifest.sources().stillThoseOf(plan.weights());
        if (sources.isEmpty()) {
            return false;
        }
        long written = Files.getLastModifiedTime(file).toMillis();
        if (written != manifest.written() && !Checksums.hold(file, plan, manifest.checksums())) {
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
        SourceFiles sources = SourceFiles.of(plan.weights());
        try {
            Checksums checksums = WeightWriter.write(plan, unfinished, listener);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            long written = Files.getLastModifiedTime(file).toMillis();
            new Manifest(Manifest.digest(plan), written, checksums, sources).write(manifest(plan));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void checkRoom(WeightFile plan) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < plan.size()) {
            throw new IOException(
                    "%s: %,d MB are needed for %s and %,d MB are free: make room, or choose another folder for prepared weights"
                            .formatted(
                                    folder,
                                    plan.size() / 1_000_000,
                                    plan.name(),
                                    usable / 1_000_000));
        }
    }

    private Path manifest(WeightFile plan) {
        return folder.resolve(plan.name() + ".manifest");
    }
}
