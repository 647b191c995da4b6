package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.fingerprints.FingerprintArchive;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Tasks that are found by what their pictures look like.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FingerprintsTest {

    private static final Fingerprint BOAT = new Fingerprint(5, 6, 7, 8);
    private static final Fingerprint BOAT_AGAIN = new Fingerprint(4, 6, 7, 8);
    private static final Fingerprint OTHER = new Fingerprint(-1, 6, 7, 8);

    private final TestDatabase kind;

    @TempDir Path folder;
    @AutoClose private Store store;
    private Caller shop;

    FingerprintsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        shop = store.customer("shop", 1_000);
    }

    private TaskId drawn(Fingerprint fingerprint) {
        Task task = store.submit(shop, "a boat");
        assertThat(store.queue().complete(store.claim("w"), Store.picture(fingerprint))).isTrue();
        return task.id();
    }

    private static List<TaskId> like(FingerprintArchive archive, Fingerprint fingerprint) {
        return archive.like(fingerprint).stream().map(Task::id).toList();
    }

    @Test
    void tasks_are_found_by_similar_pictures_the_nearest_first() {
        FingerprintArchive archive = store.tasks().fingerprints();
        assertThat(like(archive, BOAT)).isEmpty();
        TaskId similar = drawn(BOAT_AGAIN);
        TaskId same = drawn(BOAT);
        drawn(OTHER);

        assertThat(like(archive, BOAT)).containsExactly(same, similar);
    }

    @Test
    void another_process_finds_them_too_and_each_once() {
        FingerprintArchive other = new FingerprintArchive(store.database());
        TaskId first = drawn(BOAT);
        assertThat(like(other, BOAT)).containsExactly(first);
        TaskId second = drawn(BOAT);
        assertThat(like(other, BOAT)).containsExactlyInAnyOrder(first, second);
        assertThat(like(other, BOAT)).hasSize(2);
    }

    @Test
    void a_picture_that_came_too_late_leaves_no_fingerprint() {
        store.submit(shop, "a boat");
        var late = store.claim("w");
        store.clock().advance(Store.LEASE.plusSeconds(1));
        store.tasks().sweeper().takeBackLost();
        assertThat(store.queue().complete(late, Store.picture(BOAT))).isFalse();

        assertThat(like(store.tasks().fingerprints(), BOAT)).isEmpty();
    }
}
