package dev.zimage.media.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A folder in which files are created, and its file system: when a mounted disk or share
/// disappears, the empty mount point must not be mistaken for it.
public final class WritableFolder {

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Path path;
    private volatile @Nullable Object device;

    WritableFolder(Path path) {
        this.path = path;
    }

    /// Records the file system that the folder is on now.
    void remember() throws IOException {
        device = device();
    }

    /// @throws IOException when no file can be created in it, or when it is on another file system
    ///   than before
    void require() throws IOException {
        require(path);
        requireInPlace();
    }

    /// @throws IOException when it is not there, or on another file system than before
    void requireInPlace() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException("there is no folder " + path);
        }
        Object before = device;
        if (before != null && !before.equals(device())) {
            throw new IOException(
                    path + " is on another file system than before; mount the one that it was on");
        }
    }

    private @Nullable Object device() throws IOException {
        return UNIX ? Files.getAttribute(path, "unix:dev") : null;
    }

    /// Checks whether files can be created in a folder, without creating any.
    ///
    /// @throws IOException when they cannot, with the reason
    public static void require(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder");
        }
        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            throw new IOException(folder + " cannot be written");
        }
    }
}
