package dev.zimage.database;

import dev.zimage.database.postgres.PostgresSource;
import dev.zimage.database.sqlite.SqliteDatabase;
import dev.zimage.database.sqlite.SqliteSource;
import dev.zimage.text.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The supported databases. A new one is listed here; `DatabaseUrl` says which URLs mean it.
public final class Databases {

    /// Which database an installation has.
    ///
    /// @param url of a database server; empty for the embedded database
    /// @param passwordFile with the password for it, in place of one in the URL
    /// @param connections to the server that one process may have open at once
    public record Choice(Optional<DatabaseUrl> url, Optional<Path> passwordFile, int connections) {

        /// The embedded database.
        public static final Choice EMBEDDED = new Choice(Optional.empty(), Optional.empty(), 0);

        /// Whether the database is a file of the data directory.
        public boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    private Databases() {}

    /// The database that was chosen.
    ///
    /// @param file of the embedded database
    /// @throws StorageException when the file of the password cannot be read
    public static DatabaseSource source(Choice choice, Path file) {
        return choice.url
                .<DatabaseSource>map(url ->
                        new PostgresSource(
                                url,
                                choice.passwordFile.map(Databases::password).orElse(null),
                                choice.connections))
                .orElseGet(() -> new SqliteSource(file));
    }

    private static @Nullable String password(Path file) {
        try {
            return SecretFile.read(file);
        } catch (IOException e) {
            throw new StorageException(
                    StorageFailure.REFUSED,
                    "the file of database.password_file cannot be read; make it readable for the user"
                            + " of the server: "
                            + file,
                    e);
        }
    }

    /// Loads what the first connection to the embedded database needs. Nothing depends on it; done
    /// while the command line is read, it shortens a start.
    public static void loadEarly() {
        SqliteDatabase.loadEarly();
    }
}
