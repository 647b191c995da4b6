package dev.zimage.media;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A folder that files are made in, and the file system that it is on: when a disk or share that is
/// mounted there goes away, the empty folder below must not be taken for it.
public final class WritableFolder {

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Path path;
    private volatile @Nullable Object device;

    WritableFolder(Path path) {
        this.path = path;
    }

    /// Remembers the file system that the folder is on now.
    void remember() throws IOException {
        device = device();
    }

    /// @throws IOException when no file can be made in it, or it is on another file system than
    ///   before
    void require() throws IOException {
        require(path);
        if (!Objects.equals(device(), device)) {
            throw new IOException(
                    path + " is on another file system than before; mount the one that it was on");
        }
    }

    private @Nullable Object device() throws IOException {
        return UNIX ? Files.getAttribute(path, "unix:dev") : null;
    }

    /// Looks whether files can be made in a folder, without making any.
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
