package dev.zimage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// A data directory whose database is gone while other files of it are still there: it was deleted
/// or moved, or its disk is not mounted. A new database beside them would hide that, with a new
/// first account, and the pictures would belong to nobody.
public final class LostDatabase {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final DataDirectory data;
    private final String trace;

    private LostDatabase(DataDirectory data, Path trace) {
        this.data = data;
        this.trace = data.path().relativize(trace).toString();
    }

    /// What is left of the database of a folder that has none; empty where nothing is missing.
    public static Optional<LostDatabase> in(DataDirectory data) {
        try {
            return hasContent(data.databaseFile())
                    ? Optional.empty()
                    : trace(data).map(found -> new LostDatabase(data, found));
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory cannot be read", e);
        }
    }

    private static boolean hasContent(Path database) throws IOException {
        return Files.exists(database) && Files.size(database) > 0;
    }

    private static Optional<Path> trace(DataDirectory data) throws IOException {
        Optional<Path> log = besides(data).stream().filter(Files::exists).findFirst();
        return log.isPresent() ? log : folderOfPictures(data.media());
    }

    private static List<Path> besides(DataDirectory data) {
        String name = data.databaseFile().getFileName().toString();
        return List.of(
                data.path().resolve(name + "-wal"),
                data.path().resolve(name + "-shm"),
                data.path().resolve(name + "-journal"));
    }

    private static Optional<Path> folderOfPictures(Path media) throws IOException {
        if (!Files.isDirectory(media)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> pictures =
                Files.newDirectoryStream(
                        media, "[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]")) {
            for (Path folder : pictures) {
                return Optional.of(folder);
            }
            return Optional.empty();
        }
    }

    /// What was found, in one clause.
    public String finding() {
        return "%s has no %s, but has %s of one: it was deleted or moved, or its disk is not mounted"
                .formatted(data.path(), data.databaseFile().getFileName(), trace);
    }

    /// Moves what is left into a folder of its own, so that a new database can be made.
    ///
    /// @return the folder
    public Path setAside(Instant now) throws IOException {
        Path aside = DataDirectory.open(data.path().resolve("lost-" + TIME.format(now))).path();
        for (Path left : besides(data)) {
            move(left, aside);
        }
        move(data.databaseFile(), aside);
        move(data.media(), aside);
        return aside;
    }

    private static void move(Path file, Path folder) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, folder.resolve(file.getFileName()));
        }
    }
}
