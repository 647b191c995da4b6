package dev.zimage.tasks.retention;

import dev.zimage.database.Database;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.tasks.lookup.Favourites;
import dev.zimage.tasks.lookup.TaskRow;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes pictures when their time is over. The file is deleted before the database is updated, so
/// a kill in between costs only a second attempt. A file that cannot be deleted does not hold up
/// the others and is retried within the hour. Once a day it deletes pictures whose task has ended
/// without them.
///
/// For one thread at a time.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;
    private static final Duration TRY_AGAIN = Duration.ofHours(1);
    private static final Duration ORPHANS = Duration.ofDays(1);

    private final Database database;
    private final MediaStore media;
    private final Clock clock;
    private final OrphanedPictures orphans;
    private Place reached = Place.FIRST;
    private Instant nextStart = Instant.MIN;
    private Instant nextOrphans = Instant.MIN;

    public Retention(Database database, MediaStore media, Clock clock) {
        this.database = database;
        this.media = media;
        this.clock = clock;
        this.orphans = new OrphanedPictures(database, media);
    }

    /// A place in the order in which pictures are due.
    private record Place(long at, String task, int number) {

        static final Place FIRST = new Place(Long.MIN_VALUE, "", 0);
    }

    private record Due(MediaKey key, Place place) {}

    /// Deletes what is due.
    ///
    /// @return how many pictures went
    public int sweep() {
        Instant now = clock.instant();
        if (!now.isBefore(nextStart)) {
            reached = Place.FIRST;
            nextStart = now.plus(TRY_AGAIN);
        }
        int gone = deleteDue(now);
        if (!now.isBefore(nextOrphans)) {
            nextOrphans = now.plus(ORPHANS);
            gone += orphans.delete(now.minus(ORPHANS));
        }
        return gone;
    }

    private int deleteDue(Instant now) {
        int gone = 0;
        int stuck = 0;
        IOException first = null;
        List<Due> due;
        do {
            due = due(now);
            Map<MediaKey, IOException> failures = delete(due);
            gone += due.size() - failures.size();
            stuck += failures.size();
            first = first == null ? failures.values().stream().findAny().orElse(null) : first;
            reached = due.isEmpty() ? reached : due.getLast().place;
        } while (due.size() == AT_ONCE && !Thread.currentThread().isInterrupted());
        if (first != null) {
            log.warn("{} pictures could not be deleted; again within the hour", stuck, first);
        }
        return gone;
    }

    private List<Due> due(Instant now) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select task_id, number, format, delete_at from images
                                where deleted = 0 and delete_at <= :now
                                  and (delete_at, task_id, number) > (:at, :task, :number)
                                order by delete_at, task_id, number limit :limit
                                """)
                        .bind("now", now.toEpochMilli())
                        .bind("at", reached.at)
                        .bind("task", reached.task)
                        .bind("number", reached.number)
                        .bind("limit", AT_ONCE)
                        .map((row, context) ->
                                new Due(
                                        TaskRow.pictureKey(row),
                                        new Place(row.getLong(4), row.getString(1), row.getInt(2))))
                        .list());
    }

    /// @return those that could not be deleted, and why
    private Map<MediaKey, IOException> delete(List<Due> due) {
        List<MediaKey> keys = due.stream().map(Due::key).toList();
        Map<MediaKey, IOException> failures = media.deleteAll(keys);
        List<MediaKey> gone = keys.stream().filter(key -> !failures.containsKey(key)).toList();
        if (!gone.isEmpty()) {
            database.write(tx -> markDeleted(tx, gone));
        }
        return failures;
    }

    private static int markDeleted(Handle tx, List<MediaKey> gone) {
        PreparedBatch batch =
                tx.prepareBatch(
                        """
                        update images set deleted = 1
                        where task_id = :task and number = :number
                        """);
        for (MediaKey key : gone) {
            batch.bind("task", key.taskHex()).bind("number", key.index()).add();
        }
        int marked = batch.execute().length;
        Favourites.forget(tx, gone.stream().map(MediaKey::taskHex).toList());
        return marked;
    }
}
