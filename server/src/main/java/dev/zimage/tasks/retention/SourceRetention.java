package dev.zimage.tasks.retention;

import dev.zimage.database.Database;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.lookup.TaskSources;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the pictures that clients sent to be edited, once their tasks have ended. The files are
/// deleted before the database is updated.
public final class SourceRetention {

    private static final Logger log = LoggerFactory.getLogger(SourceRetention.class);

    private final Database database;
    private final MediaStore media;

    public SourceRetention(Database database, MediaStore media) {
        this.database = database;
        this.media = media;
    }

    /// Deletes what is no longer needed. What cannot be deleted is tried again the next time.
    public void sweep() {
        for (SourceSet ended : database.read(TaskSources::ended)) {
            if (deleted(ended)) {
                database.write(tx -> {
                    TaskSources.forget(tx, ended);
                    return true;
                });
            }
        }
    }

    private boolean deleted(SourceSet sources) {
        try {
            for (MediaKey key : sources.keys()) {
                var _ = media.delete(key);
            }
            return true;
        } catch (IOException e) {
            log.warn("pictures that were edited could not be deleted; trying again", e);
            return false;
        }
    }
}
