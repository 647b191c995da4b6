package dev.zimage.database.sqlite;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite itself. The launcher lays it beside the program; without the launcher the driver unpacks
/// it into Java's temporary folder.
final class NativeLibrary {

    private NativeLibrary() {}

    /// Loads it, unless it is loaded. The driver reports a failure to load only once, and after
    /// that each of its native methods is missing.
    ///
    /// @throws StorageException when it cannot be loaded
    static void require() {
        try {
            if (!SQLiteJDBCLoader.initialize()) {
                throw new StorageException(
                        StorageFailure.NO_LIBRARY, StorageFailure.NO_LIBRARY.meaning());
            }
        } catch (StorageException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new StorageException(
                    StorageFailure.NO_LIBRARY, StorageFailure.NO_LIBRARY.meaning(), e);
        }
    }
}
