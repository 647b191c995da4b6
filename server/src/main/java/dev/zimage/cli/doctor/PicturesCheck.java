package dev.zimage.cli.doctor;

import dev.zimage.database.Database;
import dev.zimage.engine.ImageFormat;
import dev.zimage.media.FolderMediaStore;
import dev.zimage.media.MediaKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether the pictures of completed tasks are there, by a sample of the newest and the oldest.
final class PicturesCheck {

    private static final String NAME = "pictures";
    private static final int SAMPLE = 100;

    /// Pictures that are about to go may go while we look.
    private static final Duration ABOUT_TO_GO = Duration.ofMinutes(1);

    private record Expected(MediaKey key, long bytes) {}

    private PicturesCheck() {}

    static Check of(Database database, Path folder, Instant now) {
        List<Expected> sample = sample(database, now);
        if (sample.isEmpty()) {
            return Check.ok(NAME, "none kept yet");
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            return Check.fail(
                    NAME,
                    folder + " cannot be read",
                    "run this as the user that runs the server, or restore the folder");
        }
        List<String> missing =
                sample.stream().flatMap(expected -> problem(expected, folder).stream()).toList();
        return missing.isEmpty()
                ? Check.ok(NAME, sample.size() + " looked at, all there")
                : Check.fail(
                        NAME,
                        "%d of %d looked at are not in order: %s"
                                .formatted(missing.size(), sample.size(), missing.getFirst()),
                        "restore the folder media from a backup, see docs/operations.md");
    }

    private static Optional<String> problem(Expected expected, Path folder) {
        Path file = FolderMediaStore.fileOf(folder, expected.key);
        try {
            if (!Files.exists(file)) {
                return Optional.of(file + " is missing");
            }
            if (!Files.isReadable(file)) {
                return Optional.of(file + " cannot be read");
            }
            long bytes = Files.size(file);
            return bytes == expected.bytes
                    ? Optional.empty()
                    : Optional.of(
                            "%s has %d bytes in place of %d"
                                    .formatted(file, bytes, expected.bytes));
        } catch (IOException e) {
            return Optional.of(file + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Expected> sample(Database database, Instant now) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from (select task_id, number, format, bytes from images
                                               where deleted = 0 and delete_at > :soon
                                               order by delete_at limit :sample) as soonest
                                union
                                select * from (select task_id, number, format, bytes from images
                                               where deleted = 0 and delete_at > :soon
                                               order by delete_at desc limit :sample) as latest
                                """)
                        .bind("soon", now.plus(ABOUT_TO_GO).toEpochMilli())
                        .bind("sample", SAMPLE)
                        .map((row, context) ->
                                new Expected(
                                        new MediaKey(
                                                row.getString(1),
                                                row.getInt(2),
                                                ImageFormat.valueOf(
                                                        row.getString(3).toUpperCase(Locale.ROOT))),
                                        row.getLong(4)))
                        .list());
    }
}
