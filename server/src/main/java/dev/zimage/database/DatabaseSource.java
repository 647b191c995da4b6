package dev.zimage.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The database of an installation, before it is opened.
public interface DatabaseSource {

    /// Whether there is an installation in it.
    ///
    /// @throws StorageException when that cannot be found out
    boolean exists();

    /// Opens the database, creates it when it does not exist and brings its tables up to date.
    ///
    /// @throws StorageException with a message that says what to do, when it cannot be used
    Database open();

    /// A connection of its own, for a copy of everything. The caller closes it.
    Connection connect() throws SQLException;

    /// Looks for damage, and changes nothing.
    ///
    /// @throws StorageException when it cannot be read
    Soundness soundness();

    /// Compares its tables with those that this program knows, and changes nothing.
    ///
    /// @throws StorageException when it cannot be read
    SchemaState schema();

    /// What a look for damage found.
    ///
    /// @param bytes of the database
    /// @param test that it passed, if there is no damage: one clause
    record Soundness(long bytes, String test, List<String> damage) {

        public boolean isSound() {
            return damage.isEmpty();
        }
    }
}
