package dev.zimage.server;

import dev.zimage.media.DiskReserve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The reserve of all servers of a test process that keep their data on one disk: a file with a
/// name in each data directory, so that not every start writes its megabytes.
final class SharedReserve {

    private static final TestFolder FOLDER = new TestFolder();
    private static final Path FILE = FOLDER.path().resolve("reserve");

    private SharedReserve() {}

    /// @param reserve of a data directory
    static synchronized void linkTo(Path reserve) {
        try {
            if (Files.notExists(FILE)) {
                Runtime.getRuntime().addShutdownHook(new Thread(FOLDER::close));
                new DiskReserve(FILE, DiskReserve.DEFAULT_BYTES).restore();
            }
            if (Files.exists(FILE) && Files.notExists(reserve)) {
                Files.createLink(reserve, FILE);
            }
        } catch (FileSystemException e) {
            // without links, or on another disk, the server makes its own
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
