package dev.zimage.engine.hub;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.ByteCount;
import dev.zimage.engine.weights.DiskSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that one pull fills, locked against others. Downloads are kept in [#UNFINISHED]
/// inside it, so the folder's own files do not change before everything is there.
final class PullFolder implements AutoCloseable {

    /// Exists from the first byte of a pull until it has succeeded.
    static final String UNFINISHED = ".pull";

    /// Stays in the folder: if it were removed, two pulls could run at once.
    private static final String LOCK = ".pull.lock";

    /// Bytes that stay free: a full disk stops more than this pull.
    static final long LEFT_FREE = 256L << 20;

    private static final String REPLACED = "replaced.json";

    private final Path folder;
    private final FileChannel lock;

    private PullFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder if necessary and locks it. The lock ends with the process, however it ends.
    static PullFolder open(Path folder) throws PullException, InterruptedException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new PullException(
                        PullException.Kind.BUSY, "another pull is writing to " + folder);
            }
            return new PullFolder(folder, channel);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// The message for a disk that fails.
    ///
    /// @throws InterruptedException when there is nothing wrong with it: an interruption closes the
    ///   file that a thread uses, and can do so after the thread has seen that it was interrupted
    static PullException failure(Path path, IOException e) throws InterruptedException {
        if (Thread.interrupted() || e instanceof ClosedByInterruptException) {
            throw new InterruptedException();
        }
        String reason =
                e instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : Fault.of(e).reason();
        return new PullException(
                DiskSpace.isExhausted(e)
                        ? PullException.Kind.NO_SPACE
                        : PullException.Kind.NOT_WRITABLE,
                "cannot write " + path + ": " + reason,
                e);
    }

    Path path() {
        return folder;
    }

    /// Where the file is to be in the end.
    Path place(HubFile file) {
        return folder.resolve(file.path());
    }

    /// Where it is while it is downloaded.
    Path part(HubFile file) {
        return unfinished().resolve(file.path() + ".part");
    }

    /// Where its progress is recorded.
    Path state(HubFile file) {
        return unfinished().resolve(file.path() + ".json");
    }

    private Path unfinished() {
        return folder.resolve(UNFINISHED);
    }

    private Path marker() {
        return folder.resolve(PulledModel.FILE);
    }

    Optional<PulledModel> marked() {
        return PulledModel.read(marker());
    }

    /// Makes the folders for these files and removes the unfinished files of other pulls.
    void prepare(Collection<HubFile> files) throws IOException {
        Set<Path> kept = new HashSet<>(Set.of(unfinished().resolve(REPLACED)));
        for (HubFile file : files) {
            kept.add(part(file));
            kept.add(state(file));
            Files.createDirectories(part(file).resolveSibling("."));
            Files.createDirectories(place(file).resolveSibling("."));
        }
        Files.createDirectories(unfinished());
        for (Path file : regularFiles(unfinished())) {
            if (!kept.contains(file)) {
                Files.delete(file);
            }
        }
    }

    /// Moves the fetched files to their places and marks the folder as complete. An interruption in
    /// between leaves a folder that is marked as unfinished.
    void install(Collection<HubFile> fetched, PulledModel model) throws IOException {
        Path replaced = unfinished().resolve(REPLACED);
        Files.createDirectories(unfinished());
        if (Files.exists(marker())) {
            Files.move(marker(), replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        for (HubFile file : fetched) {
            Files.move(part(file), place(file), StandardCopyOption.ATOMIC_MOVE);
        }
        removeSurplus(PulledModel.read(replaced), model);
        model.write(marker());
        removeUnfinished();
    }

    /// Files of the earlier model that this one has not. What somebody else put there stays.
    private void removeSurplus(Optional<PulledModel> earlier, PulledModel model)
            throws IOException {
        for (PulledModel.PulledFile file : earlier.map(PulledModel::files).orElse(List.of())) {
            if (model.file(file.path()).isEmpty()) {
                Files.deleteIfExists(folder.resolve(file.path()));
            }
        }
    }

    /// Removes what unfinished pulls have left.
    void removeUnfinished() throws IOException {
        if (!Files.isDirectory(unfinished())) {
            return;
        }
        try (Stream<Path> all = Files.walk(unfinished())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /// @param toCome bytes that are to be written into the folder
    /// @throws PullException when the disk would be full before
    void requireSpace(long toCome) throws IOException, PullException {
        long free = folder.toFile().getUsableSpace();
        if (toCome > free - LEFT_FREE) {
            throw new PullException(
                    PullException.Kind.NO_SPACE,
                    "%s has %s free; %s are still to come, and %s must stay free"
                            .formatted(
                                    folder,
                                    ByteCount.text(free),
                                    ByteCount.text(toCome),
                                    ByteCount.text(LEFT_FREE)));
        }
    }

    /// Writes a small file that is there whole or not at all, also after a loss of power.
    static void writeWhole(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
