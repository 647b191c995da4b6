package dev.zimage.store;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import java.nio.file.Path;

/// The databases that every test of this package runs on.
enum TestDatabase {
    SQLITE {
        @Override
        Database open(Path folder) {
            return Databases.embedded(folder.resolve("zimage.db")).open();
        }
    };

    /// Opens the database of an installation, which is new when the folder is empty.
    abstract Database open(Path folder);
}
