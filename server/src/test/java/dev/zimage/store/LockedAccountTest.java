package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Caller;
import dev.zimage.database.RowLock;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.server.Eventually;
import dev.zimage.server.Gate;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While somebody keeps the row of one account locked, the changes of the others go on, though they
/// are stored by the same writer. A picture costs 4 credits.
class LockedAccountTest {

    private static final long NO_ACCOUNT = 0;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<AccountId> answered = new ConcurrentLinkedQueue<>();

    @TempDir Path folder;

    private Store store;
    private Caller locked;
    private Caller other;
    private Caller third;

    @BeforeEach
    void openStore() {
        store = Store.open(TestDatabase.POSTGRES, folder);
        locked = store.customer("locked", 100);
        other = store.customer("other", 100);
        third = store.customer("third", 100);
    }

    @AfterEach
    void close() {
        threads.close();
        store.close();
    }

    private RowLock lock() {
        return RowLock.of(folder, "select 1 from accounts where name = 'locked' for update");
    }

    private Future<Submission> submit(Caller caller, String key) {
        TaskOrder order = Store.order(caller, "a cat", new TaskOrder.Idempotency(key, "hash"));
        return threads.submit(() -> {
            try {
                return store.tasks().submit(order);
            } finally {
                answered.add(caller.account());
            }
        });
    }

    /// Keeps the writer busy until all orders wait, so that they become one group.
    private List<Future<Submission>> submitTogether(Caller... callers) throws Exception {
        Gate gate = new Gate();
        threads.execute(() ->
                store.database()
                        .write(
                                NO_ACCOUNT,
                                tx -> {
                                    gate.pass();
                                    return true;
                                }));
        gate.awaitArrival();
        List<Future<Submission>> submissions = new ArrayList<>();
        for (Caller caller : callers) {
            submissions.add(submit(caller, "together-" + submissions.size()));
        }
        Eventually.seen(
                () -> store.database().load().waitingChanges(), now -> now == callers.length);
        gate.open();
        return submissions;
    }

    @Test
    void orders_of_other_accounts_are_answered_first() throws Exception {
        List<Future<Submission>> submissions;
        try (RowLock _ = lock()) {
            submissions = submitTogether(locked, other, locked, third);

            assertThat(submissions.get(1).get()).isInstanceOf(Submission.Accepted.class);
            assertThat(submissions.get(3).get()).isInstanceOf(Submission.Accepted.class);
            Eventually.seen(submissions.getFirst()::isDone, done -> done);
            assertThat(submit(other, "another").get()).isInstanceOf(Submission.Accepted.class);
        }

        assertThat(List.copyOf(answered).subList(0, 2))
                .containsExactlyInAnyOrder(other.account(), third.account());
        assertLocked(submissions.get(0));
        assertLocked(submissions.get(2));
        assertThat(store.balance(locked)).isEqualTo(100);
        assertThat(store.balance(other)).isEqualTo(100 - 2 * 4);
        assertThat(submit(locked, "together-0").get()).isInstanceOf(Submission.Accepted.class);
        assertThat(store.balance(locked)).isEqualTo(100 - 4);
    }

    private static void assertLocked(Future<Submission> submission) {
        assertThatThrownBy(submission::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.failure()).isEqualTo(StorageFailure.LOCKED));
    }

    @Test
    void orders_that_waited_for_the_lock_are_stored_once() throws Exception {
        List<Future<Submission>> submissions;
        try (RowLock _ = lock()) {
            submissions = submitTogether(locked, other, locked, locked);
            assertThat(submissions.get(1).get()).isInstanceOf(Submission.Accepted.class);
        }

        int stored = 0;
        for (int i : List.of(0, 2, 3)) {
            Eventually.seen(submissions.get(i)::isDone, done -> done);
            stored += submissions.get(i).state() == Future.State.SUCCESS ? 1 : 0;
        }
        assertThat(store.balance(locked)).isEqualTo(100 - 4 * stored);
        assertThat(store.inFlight(locked)).isEqualTo(stored);
        for (int i : List.of(0, 2, 3)) {
            Submission again = submit(locked, "together-" + i).get();
            assertThat(again)
                    .isInstanceOf(
                            submissions.get(i).state() == Future.State.SUCCESS
                                    ? Submission.Replayed.class
                                    : Submission.Accepted.class);
        }
        assertThat(store.balance(locked)).isEqualTo(100 - 4 * 3);
    }

    @Test
    void a_picture_of_another_account_is_stored() throws Exception {
        store.submit(other, "a cat");
        Claim claim = store.claim("worker");
        try (RowLock _ = lock()) {
            Future<Submission> waiting = submit(locked, "waiting");

            assertThat(store.queue().complete(claim, Store.IMAGE)).isTrue();

            Eventually.seen(waiting::isDone, done -> done);
        }
        assertThat(store.inFlight(other)).isZero();
    }

    @Test
    void lost_tasks_of_other_accounts_are_taken_back() {
        store.submit(locked, "a cat");
        store.submit(other, "a dog");
        for (int i = 0; i < Store.ATTEMPTS; i++) {
            store.claim("worker");
            store.claim("worker");
            store.clock().advance(Store.LEASE.plusSeconds(1));
            if (i + 1 < Store.ATTEMPTS) {
                store.tasks().sweeper().takeBackLost();
            }
        }

        try (RowLock _ = lock()) {
            store.tasks().sweeper().takeBackLost();

            assertThat(store.balance(other)).isEqualTo(100);
            assertThat(store.balance(locked)).isEqualTo(96);
            assertThat(store.queue().claim(Store.ENGINE, "worker")).isEmpty();
        }
        store.tasks().sweeper().takeBackLost();
        assertThat(store.balance(locked)).isEqualTo(100);
    }
}
