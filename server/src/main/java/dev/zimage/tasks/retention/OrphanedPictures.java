package dev.zimage.tasks.retention;

import dev.zimage.database.Database;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pictures whose task has ended without one: its worker was killed between the file and the
/// database. Those of tasks that the database does not know are left: the tasks are older than the
/// files then, as where an older copy of the database was put back, or a new one made by mistake.
final class OrphanedPictures {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPictures.class);

    private final Database database;
    private final MediaStore media;
    private int deleted;
    private int unknown;

    OrphanedPictures(Database database, MediaStore media) {
        this.database = database;
        this.media = media;
    }

    /// Deletes those that were stored before this time.
    ///
    /// @return how many went
    int delete(Instant storedBefore) {
        deleted = 0;
        unknown = 0;
        try {
            media.browse(storedBefore, this::deleteAmong);
        } catch (IOException e) {
            log.warn("not all pictures could be looked through; again in a day", e);
        }
        if (deleted > 0) {
            log.info("deleted {} pictures whose tasks have ended without them", deleted);
        }
        if (unknown > 0) {
            log.warn(
                    "{} pictures are of tasks that are not in the database, and are left alone",
                    unknown);
        }
        return deleted;
    }

    /// The files were found first, and the database is asked then: a task that got its picture in
    /// between has it there.
    private void deleteAmong(List<MediaKey> stored) {
        List<String> owners = stored.stream().map(MediaKey::taskHex).distinct().toList();
        Map<String, Boolean> known = withoutPicture(owners);
        Set<String> sources = sources(owners);
        for (MediaKey key : stored) {
            Boolean orphaned =
                    key.isSource()
                            ? Boolean.valueOf(!sources.contains(key.taskHex()))
                            : known.get(key.taskHex());
            if (orphaned == null) {
                unknown++;
            } else if (orphaned) {
                delete(key);
            }
        }
    }

    private void delete(MediaKey key) {
        try {
            deleted += media.delete(key) ? 1 : 0;
        } catch (IOException e) {
            log.warn("{}, whose task has ended without it, could not be deleted", key.path(), e);
        }
    }

    /// Those of these that are sets of pictures which tasks edit.
    private Set<String> sources(List<String> sets) {
        return database.read(tx ->
                new HashSet<>(
                        tx.createQuery("select set_id from task_sources where set_id in (<sets>)")
                                .bindList("sets", sets)
                                .mapTo(String.class)
                                .list()));
    }

    /// Those of these tasks that exist, and for each whether it has ended without a picture.
    private Map<String, Boolean> withoutPicture(List<String> tasks) {
        return database.read(tx ->
                tx
                        .createQuery(
                                """
                                select t.id, case when t.status in ('completed', 'failed')
                                    and not exists (select 1 from images i
                                                    where i.task_id = t.id and i.deleted = 0)
                                    then 1 else 0 end
                                from tasks t where t.id in (<tasks>)
                                """)
                        .bindList("tasks", tasks)
                        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2) == 1))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
