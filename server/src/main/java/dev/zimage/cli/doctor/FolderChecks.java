package dev.zimage.cli.doctor;

import dev.zimage.server.DataDirectory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The data directory and the disk that it is on.
final class FolderChecks {

    private static final String FOLDER = "data directory";
    private static final String DISK = "disk";

    /// Below the first pictures no longer fit; the second is a day's notice.
    private static final long TOO_LITTLE = 64L << 20;

    private static final long LITTLE = 1L << 30;

    private final DataDirectory data;
    private final Optional<Path> pictures;

    /// @param pictures their folder, empty where they are in none
    FolderChecks(DataDirectory data, Optional<Path> pictures) {
        this.data = data;
        this.pictures = pictures;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(folder());
        if (Files.isDirectory(data.path())) {
            checks.add(disk());
        }
        return checks;
    }

    private Check folder() {
        Path path = data.path();
        if (!Files.exists(path)) {
            return Check.fail(
                    FOLDER,
                    "there is no " + path,
                    "the first `zimage serve` makes it, or name another with --data");
        }
        if (!Files.isDirectory(path)) {
            return Check.fail(FOLDER, path + " is a file", "name a folder with --data");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path) || !Files.isWritable(path)) {
            return Check.fail(
                    FOLDER,
                    path + " cannot be read and written by " + System.getProperty("user.name"),
                    "run this as the user that runs the server, or give it the folder with chown");
        }
        return data.isOpenToOthers()
                ? Check.warn(FOLDER, "others can look into " + path, "chmod 700 " + path)
                : Check.ok(FOLDER, path.toString());
    }

    /// The disk of the database or of the pictures, whichever has less room.
    private File smallerDisk() {
        File database = data.path().toFile();
        if (pictures.isEmpty() || !Files.exists(pictures.get())) {
            return database;
        }
        File media = pictures.get().toFile();
        return media.getUsableSpace() < database.getUsableSpace() ? media : database;
    }

    private Check disk() {
        File disk = smallerDisk();
        long free = disk.getUsableSpace();
        String found = ByteSize.text(free) + " free of " + ByteSize.text(disk.getTotalSpace());
        if (free < TOO_LITTLE) {
            return Check.fail(DISK, found, "make room: pictures can no longer be kept");
        }
        return free < LITTLE
                ? Check.warn(DISK, found, "make room, or shorten media.retention")
                : Check.ok(DISK, found);
    }
}
