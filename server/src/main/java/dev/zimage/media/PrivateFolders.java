package dev.zimage.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Creates files and folders that only their owner can read, and makes their names durable: a name
/// survives a crash only when the folder that contains it was synced, too.
public final class PrivateFolders {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final ReentrantLock lock = new ReentrantLock();

    /// Opens a new file with mode 0600 for writing.
    public static FileChannel newFile(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                mode("rw-------"));
    }

    /// Syncs the entries of a folder. Windows has no such call and needs none.
    public static void force(Path folder) throws IOException {
        if (!POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Creates a folder and its missing parents with mode 0700 and durable names. The lock ensures
    /// that a folder that another thread finds is already durable.
    public void create(Path folder) throws IOException {
        lock.lock();
        try {
            createMissing(folder);
        } finally {
            lock.unlock();
        }
    }

    private static void createMissing(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            createMissing(parent);
        }
        try {
            Files.createDirectory(folder, mode("rwx------"));
        } catch (FileAlreadyExistsException exists) {
            if (!Files.isDirectory(folder)) {
                throw exists;
            }
        }
        if (parent != null) {
            force(parent);
        }
    }

    /// Removes a folder and its parents while they are empty, up to but excluding `root`, and syncs
    /// the first that remains.
    public void prune(Path folder, Path root) throws IOException {
        Path current = folder;
        lock.lock();
        try {
            while (!current.equals(root) && removedEmpty(current)) {
                Path parent = current.getParent();
                if (parent == null) {
                    return;
                }
                current = parent;
            }
            force(current);
        } finally {
            lock.unlock();
        }
    }

    private static boolean removedEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (DirectoryNotEmptyException used) {
            return false;
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
