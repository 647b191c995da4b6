package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The queue under many hands at once, on every database that we support.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class QueueTest {

    private static final int WORKERS = 8;
    private static final int TASKS = 2_000;

    private final TestDatabase kind;

    @TempDir Path folder;

    QueueTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void many_workers_of_whom_some_die_do_every_task_once() throws Exception {
        try (Store store = Store.open(kind, folder);
                ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(store.customer("customer-" + i, 100_000));
            }
            Set<TaskId> submitted = ConcurrentHashMap.newKeySet();
            Map<TaskId, Integer> ended = new ConcurrentHashMap<>();
            AtomicInteger deaths = new AtomicInteger();
            ReadWriteLock time = new ReentrantReadWriteLock();

            List<Future<?>> all = new ArrayList<>();
            for (Caller caller : callers) {
                all.add(
                        threads.submit(() -> {
                            for (int i = 0; i < TASKS / callers.size(); i++) {
                                submitted.add(store.submit(caller, "picture " + i).id());
                            }
                        }));
            }
            for (int i = 0; i < WORKERS - callers.size(); i++) {
                String worker = "w" + i;
                all.add(threads.submit(() -> work(store, worker, time, ended, deaths)));
            }
            for (Future<?> one : all) {
                one.get();
            }

            assertThat(deaths.get()).isPositive();
            assertThat(ended.keySet()).isEqualTo(submitted);
            assertThat(ended.values()).allMatch(times -> times == 1);
            assertThat(store.accounts().list())
                    .allMatch(account -> account.tasksInFlight() == 0)
                    .extracting(Account::name)
                    .hasSize(4);
        }
    }

    /// Works until all have ended. Every 37th claim is dropped, as a kill would drop it. Time
    /// passes only while nobody works: a worker whom the machine keeps waiting would lose its
    /// lease, and a task that is as unlucky three times is given up.
    private static void work(
            Store store,
            String worker,
            ReadWriteLock time,
            Map<TaskId, Integer> ended,
            AtomicInteger deaths) {
        int claims = 0;
        while (ended.size() < TASKS) {
            time.readLock().lock();
            try {
                Optional<Claim> claim = store.queue().claim(Store.ENGINE, worker);
                if (claim.isPresent()) {
                    claims++;
                    end(store, claim.get(), claims, ended, deaths);
                    continue;
                }
            } finally {
                time.readLock().unlock();
            }
            time.writeLock().lock();
            try {
                store.clock().advance(Duration.ofSeconds(10));
            } finally {
                time.writeLock().unlock();
            }
            store.tasks().sweeper().takeBackLost();
        }
    }

    private static void end(
            Store store,
            Claim claim,
            int number,
            Map<TaskId, Integer> ended,
            AtomicInteger deaths) {
        Failure broken = new Failure(ErrorCode.GENERATION_FAILED, "broken");
        if (number % 37 == 0 && claim.attempt() == 1) {
            deaths.incrementAndGet();
        } else if (number % 10 == 0
                ? store.queue().fail(claim, broken)
                : store.queue().complete(claim, Store.IMAGE)) {
            ended.merge(claim.task().id(), 1, Integer::sum);
        }
    }

    @Test
    void a_key_that_is_sent_many_times_at_once_is_one_task_and_one_charge() throws Exception {
        try (Store store = Store.open(kind, folder);
                ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            Caller caller = store.customer("acme", 100);
            TaskOrder order = Store.order(caller, "a cat", new TaskOrder.Idempotency("k", "hash"));

            List<Future<Submission>> all =
                    IntStream.range(0, 64)
                            .mapToObj(i -> threads.submit(() -> store.tasks().submit(order)))
                            .toList();
            int accepted = 0;
            for (Future<Submission> one : all) {
                accepted += one.get() instanceof Submission.Accepted ? 1 : 0;
            }

            assertThat(accepted).isEqualTo(1);
            assertThat(store.balance(caller)).isEqualTo(96);
        }
    }

    @Test
    void an_account_at_its_last_credits_pays_for_as_many_tasks_as_it_can() throws Exception {
        try (Store store = Store.open(kind, folder);
                ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            Caller caller = store.customer("acme", 4 * 10 + 3);

            List<Future<Submission>> all =
                    IntStream.range(0, 100)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            store.tasks().submit(Store.order(caller, "p" + i))))
                            .toList();
            int accepted = 0;
            for (Future<Submission> one : all) {
                accepted += one.get() instanceof Submission.Accepted ? 1 : 0;
            }

            assertThat(accepted).isEqualTo(10);
            assertThat(store.balance(caller)).isEqualTo(3);
        }
    }
}
