package dev.zimage.database;

import dev.zimage.server.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// An embedded database with its tables and nothing in them, to be copied: to make the tables anew
/// takes longer than what most tests do with them.
public final class MigratedFile {

    private static byte @Nullable [] content;

    private MigratedFile() {}

    /// Does nothing where a database is there already.
    public static void copyTo(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(file, content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized byte[] content() throws IOException {
        if (content == null) {
            try (TestFolder folder = new TestFolder()) {
                Path file = folder.path().resolve("zimage.db");
                Databases.source(Databases.Choice.EMBEDDED, file).open().close();
                content = Files.readAllBytes(file);
            }
        }
        return content;
    }
}
