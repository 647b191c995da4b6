package dev.zimage.tasks;

import dev.zimage.database.Database;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes pictures when their time is over. The file goes first, then the database is told, so a
/// kill in between costs nothing but a second look.
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;

    private final Database database;
    private final MediaStore media;
    private final Clock clock;

    public Retention(Database database, MediaStore media, Clock clock) {
        this.database = database;
        this.media = media;
        this.clock = clock;
    }

    /// Deletes what is due.
    ///
    /// @return how many pictures went
    public int sweep() {
        int total = 0;
        List<MediaKey> due;
        do {
            due = due();
            int gone = 0;
            for (MediaKey key : due) {
                gone += delete(key) ? 1 : 0;
            }
            total += gone;
            if (gone == 0) {
                break;
            }
        } while (due.size() == AT_ONCE);
        return total;
    }

    private List<MediaKey> due() {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select task_id, number, format from images
                                where deleted = 0 and delete_at <= :now
                                order by delete_at limit :limit
                                """)
                        .bind("now", clock.millis())
                        .bind("limit", AT_ONCE)
                        .map((row, context) ->
                                new MediaKey(
                                        row.getString(1),
                                        row.getInt(2),
                                        TaskRow.format(row.getString(3))))
                        .list());
    }

    private boolean delete(MediaKey key) {
        try {
            boolean was = media.delete(key);
            if (!was) {
                log.debug("{} was gone already", key.path());
            }
        } catch (IOException e) {
            log.warn("{} could not be deleted", key.path(), e);
            return false;
        }
        database.write(tx ->
                tx.createUpdate(
                                """
                                update images set deleted = 1
                                where task_id = :task and number = :number
                                """)
                        .bind("task", key.taskHex())
                        .bind("number", key.index())
                        .execute());
        return true;
    }
}
