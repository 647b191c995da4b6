package dev.zimage.config;

import dev.zimage.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of where the database is.
final class DatabaseKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<Optional<DatabaseUrl>> URL =
            SECTION.key(
                    "database.url",
                    "",
                    ValueType.databaseUrl(),
                    "PostgreSQL database, which several processes can share; see"
                            + " [Many machines](scaling.md). Empty: SQLite in the data directory.");

    static final ConfigKey<Optional<Path>> PASSWORD_FILE =
            SECTION.key(
                    "database.password_file",
                    "",
                    ValueType.file(),
                    "File with the password for `database.url`, in place of one in the URL.");

    static final ConfigKey<Integer> CONNECTIONS =
            SECTION.key(
                    "database.connections",
                    "16",
                    ValueType.wholeNumber(2, 1000),
                    "Connections to PostgreSQL that this process may have open at once.");

    private DatabaseKeys() {}
}
