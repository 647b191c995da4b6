package dev.zimage.engine.importing;

import dev.zimage.engine.weights.ByteCount;
import dev.zimage.engine.weights.DiskSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder that one import makes, locked against others. Everything is written beside its place,
/// and moved there when it is complete. The next import deletes what a killed one has left.
final class ImportFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    /// Bytes that stay free: a full disk stops more than this import.
    private static final long LEFT_FREE = 256L << 20;

    private final Path target;
    private final Path unfinished;
    private final FileChannel lock;

    private ImportFolder(Path target, Path unfinished, FileChannel lock) {
        this.target = target;
        this.unfinished = unfinished;
        this.lock = lock;
    }

    /// @throws ImportException when something is in that place already, or another import writes to
    ///   it, or it cannot be written
    static ImportFolder open(Path to) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new ImportException(to + ": not a place for a model", "name a new folder");
        }
        requireFree(to, target, parent);
        Path unfinished = parent.resolve("." + target.getFileName() + ".importing");
        try {
            Files.createDirectories(unfinished);
            FileChannel channel =
                    FileChannel.open(
                            unfinished.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new ImportException(
                        "another import is writing to " + to,
                        "wait until it has ended, or name another folder with --to");
            }
            ImportFolder folder = new ImportFolder(target, unfinished, channel);
            folder.clear(false);
            return folder;
        } catch (FileSystemException e) {
            throw failure(to, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void requireFree(Path to, Path target, Path parent) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean empty = false;
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(target)) {
                empty = entries.findAny().isEmpty();
            }
        }
        if (!empty) {
            throw new ImportException(
                    to + ": there is something already", "name a new folder with --to");
        }
        if (!device(target).equals(device(parent))) {
            throw new ImportException(
                    to + ": a mounted disk, which cannot be put in place as a whole",
                    "name a new folder on it with --to");
        }
    }

    /// The number of the device that holds a file. A `FileStore` cannot be had where the mount
    /// point is hidden, for example in a chroot.
    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    /// Where the model is written.
    Path path() {
        return unfinished;
    }

    /// @param toCome bytes that are to be written
    /// @throws ImportException when the disk would be full before
    void requireSpace(long toCome) throws IOException {
        requireSpace(
                unfinished,
                target,
                "the model",
                toCome,
                "make room, or name a folder on another disk with --to");
    }

    /// @param folder on the disk that is written to
    /// @param target that is made, and what it is called
    /// @throws ImportException when the disk would be full before
    static void requireSpace(Path folder, Path target, String name, long toCome, String remedy)
            throws ImportException {
        long free = folder.toFile().getUsableSpace();
        if (toCome > free - LEFT_FREE) {
            throw new ImportException(
                    "%s: the disk has %s free; %s takes %s, and %s must stay free"
                            .formatted(
                                    target,
                                    ByteCount.text(free),
                                    name,
                                    ByteCount.text(toCome),
                                    ByteCount.text(LEFT_FREE)),
                    remedy);
        }
    }

    /// Gives the model its name.
    void finish() throws IOException {
        Files.deleteIfExists(target);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        lock.close(); // not before: another import would clear what it finds unlocked
        Files.deleteIfExists(target.resolve(LOCK));
    }

    /// The message for a disk that fails.
    static ImportException failure(Path to, IOException e) {
        String reason =
                e instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : String.valueOf(e.getMessage());
        String said = e instanceof AccessDeniedException ? "permission denied" : reason;
        return new ImportException(
                "%s cannot be written: %s".formatted(to, said),
                DiskSpace.isExhausted(e)
                        ? "make room, or name a folder on another disk with --to"
                        : "run it as the owner of the folder, or name another one with --to",
                e);
    }

    /// Removes what is not finished.
    @Override
    public void close() {
        try {
            if (lock.isOpen()) {
                clear(true);
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param all or all but the lock
    private void clear(boolean all) throws IOException {
        List<Path> left;
        try (Stream<Path> paths = Files.walk(unfinished)) {
            left = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : left) {
            if (all || (!path.equals(unfinished) && !path.endsWith(LOCK))) {
                Files.delete(path);
            }
        }
    }
}
