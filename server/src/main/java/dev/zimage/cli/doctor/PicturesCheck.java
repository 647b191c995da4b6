package dev.zimage.cli.doctor;

import dev.zimage.database.Database;
import dev.zimage.engine.Fault;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.lookup.TaskRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether the pictures of completed tasks are there, by a sample of the newest and the oldest.
final class PicturesCheck {

    private static final String NAME = "pictures";
    private static final int SAMPLE = 100;

    /// Pictures that are about to go may go while we look.
    private static final Duration ABOUT_TO_GO = Duration.ofMinutes(1);

    private record Expected(MediaKey key, long bytes) {}

    private PicturesCheck() {}

    static Check of(Database database, MediaStore media, Instant now) {
        List<Expected> sample = sample(database, now);
        if (sample.isEmpty()) {
            return Check.ok(NAME, "none kept yet");
        }
        List<String> missing =
                sample.stream().flatMap(expected -> problem(expected, media).stream()).toList();
        return missing.isEmpty()
                ? Check.ok(NAME, sample.size() + " looked at, all there")
                : Check.fail(
                        NAME,
                        "%d of %d looked at are not in order: %s"
                                .formatted(missing.size(), sample.size(), missing.getFirst()),
                        "restore the pictures from a backup, see docs/operations.md, or run this as"
                                + " the user that runs the server");
    }

    private static Optional<String> problem(Expected expected, MediaStore media) {
        String place = media + "/" + MediaPath.of(expected.key);
        try {
            Optional<StoredMedia> found = media.find(expected.key);
            if (found.isEmpty()) {
                return Optional.of(place + " is missing");
            }
            long bytes = found.get().length();
            return bytes == expected.bytes
                    ? Optional.empty()
                    : Optional.of(
                            "%s has %d bytes in place of %d"
                                    .formatted(place, bytes, expected.bytes));
        } catch (IOException e) {
            return Optional.of(place + " cannot be read: " + Fault.of(e).reason());
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
                                new Expected(TaskRow.pictureKey(row), row.getLong(4)))
                        .list());
    }
}
