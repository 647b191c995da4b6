package dev.zimage.database.sqlite;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of an open database. SQLite goes on writing to them when their names are deleted or
/// given to other files, and what it writes then is lost when it closes them.
///
/// They are only looked at by name: to open and close them here would give up SQLite's locks.
final class OpenFiles {

    private static final int SMALLEST_DATABASE = 512;

    private final Path database;
    private final Map<Path, Object> keys = new HashMap<>();

    private OpenFiles(Path database) {
        this.database = database;
    }

    /// The files as they are now, once a connection uses them.
    static OpenFiles of(Path database) throws IOException {
        OpenFiles files = new OpenFiles(database);
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path file = database.resolveSibling(database.getFileName() + suffix);
            Object key = attributes(file).fileKey();
            if (key != null) {
                files.keys.put(file, key);
            }
        }
        return files;
    }

    /// @throws StorageException when one of them is no longer what was opened
    void requireInPlace() {
        keys.forEach((file, key) -> {
            BasicFileAttributes now = found(file);
            if (now == null || !Objects.equals(now.fileKey(), key)) {
                throw new StorageException(
                        StorageFailure.GONE,
                        file + (now == null ? " was deleted" : " was replaced by another file"));
            }
            if (file.equals(database) && now.size() < SMALLEST_DATABASE) {
                throw new StorageException(StorageFailure.CORRUPT, file + " was truncated");
            }
        });
    }

    private static @Nullable BasicFileAttributes found(Path file) {
        try {
            return attributes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new StorageException(StorageFailure.UNREADABLE, "cannot look at " + file, e);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }
}
