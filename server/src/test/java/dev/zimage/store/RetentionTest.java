package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.engine.ImageFormat;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import dev.zimage.media.folder.FolderMediaStore;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Pictures are kept for seven days.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RetentionTest {

    private static final Duration KEPT = Duration.ofDays(7).plusSeconds(1);
    private static final byte[] PICTURE = {1, 2, 3};

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private Caller caller;
    private FolderMediaStore media;
    private Retention retention;

    RetentionTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        store = Store.open(kind, folder);
        caller = store.customer("shop", 10_000);
        media = new FolderMediaStore(folder.resolve("media"));
        retention = new Retention(store.database(), media, store.clock());
    }

    @Test
    void files_that_cannot_be_deleted_hold_up_no_others_and_are_tried_again_in_an_hour()
            throws IOException {
        for (int i = 0; i < 501; i++) {
            block(file(completed()));
        }
        Path last = file(completed());
        store.clock().advance(KEPT);

        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(last).doesNotExist();

        Path freed = unblock();
        assertThat(retention.sweep()).isZero();
        store.clock().advance(Duration.ofHours(1));
        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(freed).doesNotExist();
    }

    @Test
    void what_is_due_later_is_found_between_the_hours() throws IOException {
        Path first = file(completed());
        store.clock().advance(Duration.ofMinutes(1));
        Path second = file(completed());
        store.clock().advance(KEPT.minusMinutes(1));
        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(first).doesNotExist();
        assertThat(second).exists();

        store.clock().advance(Duration.ofMinutes(1));

        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(second).doesNotExist();
    }

    @Test
    void a_thumbnail_goes_with_its_picture() throws IOException {
        MediaKey picture = completed();
        media.store(picture.thumbnail(), PICTURE);
        store.clock().advance(KEPT);

        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(file(picture.thumbnail())).doesNotExist();
    }

    @Test
    void a_picture_whose_task_ended_without_it_goes_after_a_day() throws IOException {
        Claim claim = claimed();
        Path file = file(stored(claim));
        store.queue().fail(claim, new Failure(ErrorCode.GENERATION_FAILED, "told to"));
        written(file, store.clock().instant());

        assertThat(retention.sweep()).isZero();
        store.clock().advance(Duration.ofDays(1).plusSeconds(1));

        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void old_pictures_of_tasks_that_have_them_or_still_run_or_are_unknown_stay()
            throws IOException {
        Path completed = file(completed());
        Claim claim = claimed();
        Path running = file(stored(claim));
        MediaKey unknown = new MediaKey("0123456789abcdef".repeat(2), 0, ImageFormat.JPEG);
        media.store(unknown, PICTURE);
        Path unrelated = completed.resolveSibling("notes.jpg");
        Files.write(unrelated, PICTURE);
        Instant longAgo = store.clock().instant().minus(Duration.ofDays(2));
        for (Path file : new Path[] {completed, running, file(unknown), unrelated}) {
            written(file, longAgo);
        }

        assertThat(retention.sweep()).isZero();

        assertThat(completed).exists();
        assertThat(running).exists();
        assertThat(file(unknown)).exists();
        assertThat(unrelated).exists();
    }

    private Claim claimed() {
        store.submit(caller, "a boat");
        return store.claim("w");
    }

    private MediaKey stored(Claim claim) throws IOException {
        MediaKey key = new MediaKey(claim.task().id().hex(), 0, ImageFormat.JPEG);
        media.store(key, PICTURE);
        return key;
    }

    private MediaKey completed() throws IOException {
        Claim claim = claimed();
        MediaKey key = stored(claim);
        assertThat(store.queue().complete(claim, Store.IMAGE)).isTrue();
        return key;
    }

    private Path file(MediaKey key) {
        return folder.resolve("media").resolve(MediaPath.of(key));
    }

    private static void written(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private Path blocked = Path.of("");

    /// Puts something in the place of a file that cannot be deleted as one.
    private void block(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("inside"));
        blocked = file;
    }

    private Path unblock() throws IOException {
        Files.delete(blocked.resolve("inside"));
        return blocked;
    }
}
