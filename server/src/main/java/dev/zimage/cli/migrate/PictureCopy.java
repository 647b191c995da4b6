package dev.zimage.cli.migrate;

import dev.zimage.database.Database;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.lookup.TaskRow;
import dev.zimage.tasks.lookup.TaskSources;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Copies the pictures of an installation from one store to another. What is there already is not
/// copied again.
final class PictureCopy {

    private static final int AT_ONCE = 16;

    private final MediaStore from;
    private final MediaStore to;

    /// @param present that were there already
    /// @param missing that the source does not have
    record Summary(int copied, int present, int missing) {}

    private enum Outcome {
        COPIED,
        PRESENT,
        MISSING
    }

    PictureCopy(MediaStore from, MediaStore to) {
        this.from = from;
        this.to = to;
    }

    /// Copies every picture that the database knows, those that tasks are to edit too.
    Summary run(Database database) throws IOException, InterruptedException {
        to.check(true);
        List<Callable<Outcome>> copies = new ArrayList<>();
        keys(database).forEach(key -> copies.add(() -> copyBoth(key)));
        sources(database).forEach(key -> copies.add(() -> copy(key)));
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Outcome> done : threads.invokeAll(copies)) {
                outcomes.add(outcome(done));
            }
        }
        return new Summary(
                count(outcomes, Outcome.COPIED),
                count(outcomes, Outcome.PRESENT),
                count(outcomes, Outcome.MISSING));
    }

    private static Outcome outcome(Future<Outcome> done) throws IOException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static int count(List<Outcome> outcomes, Outcome wanted) {
        return (int) outcomes.stream().filter(outcome -> outcome == wanted).count();
    }

    private static List<MediaKey> keys(Database database) {
        return database.read(tx ->
                tx.createQuery("select task_id, number, format from images where deleted = 0")
                        .map((row, context) -> TaskRow.pictureKey(row))
                        .list());
    }

    /// The pictures that clients sent to be edited, as long as their tasks wait.
    private static List<MediaKey> sources(Database database) {
        return database.read(TaskSources::all).stream()
                .flatMap(sources -> sources.keys().stream())
                .toList();
    }

    private Outcome copy(MediaKey key) throws IOException {
        Optional<StoredMedia> source = from.find(key);
        if (source.isEmpty()) {
            return Outcome.MISSING;
        }
        if (isThere(key, source.get())) {
            return Outcome.PRESENT;
        }
        try (InputStream in = source.get().open(0)) {
            to.store(key, in.readAllBytes());
        }
        if (!isThere(key, source.get())) {
            throw new IOException("the copy of " + key.path() + " is not equal");
        }
        return Outcome.COPIED;
    }

    /// A picture and its thumbnail; the picture counts.
    private Outcome copyBoth(MediaKey picture) throws IOException {
        copy(picture.thumbnail());
        return copy(picture);
    }

    private boolean isThere(MediaKey key, StoredMedia source) throws IOException {
        return to.find(key)
                .filter(copy ->
                        copy.length() == source.length() && copy.etag().equals(source.etag()))
                .isPresent();
    }
}
