package dev.zimage.database;

import dev.zimage.database.sqlite.SqliteDatabase;
import dev.zimage.database.sqlite.SqliteSource;
import java.nio.file.Path;

/// The databases that there are. A new one is registered here and nowhere else.
public final class Databases {

    private Databases() {}

    /// The embedded database in a file.
    public static DatabaseSource embedded(Path file) {
        return new SqliteSource(file);
    }

    /// Loads what the first connection to the embedded database needs. Nothing depends on it; done
    /// while the command line is read, it shortens a start.
    public static void loadEarly() {
        SqliteDatabase.loadEarly();
    }
}
