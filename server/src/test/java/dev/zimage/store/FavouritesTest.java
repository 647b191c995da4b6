package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.media.folder.FolderMediaStore;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.Favourites;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.lookup.TaskFilter;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.retention.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class FavouritesTest {

    private static final long ANN = 1;
    private static final long BOB = 2;

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private Caller caller;
    private Favourites favourites;

    FavouritesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        caller = store.customer("acme", 100);
        favourites = store.tasks().favourites();
        for (String name : List.of("ann", "bob")) {
            store.database()
                    .write(tx ->
                            tx.createUpdate(
                                            """
                                            insert into people (account_id, email, role, created_at)
                                            values (:account, :email, 'member', 0)
                                            """)
                                    .bind("account", caller.account().value())
                                    .bind("email", name + "@example.com")
                                    .execute());
        }
    }

    private TaskId drawn(Caller orderer, String prompt) {
        TaskId id = store.submit(orderer, prompt).id();
        Claim claim = store.claim("w");
        store.queue().complete(claim, Store.IMAGE);
        assertThat(claim.task().id()).isEqualTo(id);
        return id;
    }

    private List<TaskId> starred(long person, TaskId before, int limit) {
        TaskFilter filter =
                new TaskFilter(StatusFilter.ALL, null, "", TaskFilter.Days.ALL, "", "", person);
        return store
                .tasks()
                .archive()
                .search(caller.account(), filter, before, limit)
                .tasks()
                .stream()
                .map(TaskArchive.Archived::task)
                .map(task -> task.id())
                .toList();
    }

    private boolean star(long person, TaskId task) {
        return favourites.add(person, caller.account(), task);
    }

    @Test
    void each_person_has_stars_of_their_own() {
        TaskId one = drawn(caller, "one");
        TaskId two = drawn(caller, "two");
        assertThat(star(ANN, one)).isTrue();
        assertThat(star(ANN, one)).isTrue();
        assertThat(star(BOB, two)).isTrue();

        assertThat(favourites.among(ANN, List.of(one, two))).isEqualTo(Set.of(one));
        assertThat(starred(BOB, null, 9)).containsExactly(two);
        favourites.remove(ANN, one);
        favourites.remove(ANN, one);
        assertThat(favourites.among(ANN, List.of(one, two))).isEmpty();
    }

    @Test
    void pages_of_favourites_follow_one_another() {
        List<TaskId> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TaskId id = drawn(caller, "number " + i);
            drawn(caller, "between");
            star(ANN, id);
            all.addFirst(id);
        }

        assertThat(starred(ANN, null, 2)).isEqualTo(all.subList(0, 2));
        assertThat(starred(ANN, all.get(1), 2)).isEqualTo(all.subList(2, 4));
        assertThat(starred(ANN, all.get(3), 2)).isEqualTo(all.subList(4, 5));
    }

    @Test
    void only_pictures_of_the_own_account_that_are_there_can_be_starred() {
        Caller other = store.customer("other", 100);

        assertThat(star(ANN, drawn(other, "theirs"))).isFalse();
        assertThat(star(ANN, store.submit(caller, "not drawn").id())).isFalse();
        assertThat(star(ANN, new TaskId("0".repeat(32)))).isFalse();
    }

    @Test
    void stars_go_with_the_person() {
        star(ANN, drawn(caller, "one"));
        store.database()
                .write(tx ->
                        tx.createUpdate("delete from people where id = :id")
                                .bind("id", ANN)
                                .execute());

        assertThat(count()).isZero();
    }

    @Test
    void stars_go_with_the_picture() throws IOException {
        FolderMediaStore media = new FolderMediaStore(folder.resolve("media"));
        TaskId deleted = drawn(caller, "deleted by its owner");
        TaskId expired = drawn(caller, "kept for as long as pictures are");
        star(ANN, deleted);
        star(BOB, deleted);
        star(ANN, expired);

        var _ = store.tasks().pictureDeletion(media).delete(caller.account(), deleted);

        assertThat(starred(ANN, null, 9)).containsExactly(expired);
        assertThat(starred(BOB, null, 9)).isEmpty();
        assertThat(star(ANN, deleted)).isFalse();
        store.clock().advance(Store.TERMS.retention());
        new Retention(store.database(), media, store.clock()).sweep();
        assertThat(count()).isZero();
    }

    private long count() {
        return store.database()
                .read(tx ->
                        tx.createQuery("select count(*) from favourites").mapTo(Long.class).one());
    }
}
