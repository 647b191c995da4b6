package dev.zimage.bench;

import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Ledger;
import dev.zimage.bench.report.AlternatingOrder;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import dev.zimage.database.Database;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.engines.Engines;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskTerms;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.Settlement;
import dev.zimage.tasks.queue.TaskQueue;
import dev.zimage.tasks.queue.WaitLimit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Workers that claim tasks and complete them at once, without drawing: the cost of the queue.
/// Eight of them, so that the queue is measured and not one disk sync after the other.
final class ClaimRounds {

    private static final int WORKERS = 8;
    private static final int QUEUED = 100_000;
    private static final FinishedPicture PICTURE =
            new FinishedPicture(
                    new EncodedImage(new byte[1], ImageFormat.JPEG, new ImageSize(64, 64)),
                    Optional.of(new Fingerprint(1, 2, 3, 4)));

    private final QueuedInstallation installation;
    private final TaskQueue queue;

    private ClaimRounds(QueuedInstallation installation) {
        this.installation = installation;
        TaskContext context = context(installation.database());
        Ledger ledger =
                Accounts.open(installation.database(), context.clock(), new SecureRandom())
                        .ledger();
        Settlement settlement =
                new Settlement(ledger, Outbox.NONE, context.listeners(), context.clock());
        this.queue = new TaskQueue(context, settlement, new WaitLimit(context, settlement));
    }

    private static TaskContext context(Database database) {
        IdleEngine engine = new IdleEngine();
        return new TaskContext(
                database,
                new Engines(engine, engine),
                new TaskTerms(
                        Duration.ofMinutes(1),
                        3,
                        Duration.ofHours(1),
                        Duration.ofDays(7),
                        QUEUED,
                        QUEUED,
                        new TaskTerms.WaitLimits(Duration.ofMinutes(10), Duration.ofDays(1))),
                new TaskEvents() {},
                Clock.systemUTC(),
                new SecureRandom());
    }

    static Figure compare(
            BenchPlan plan,
            QueuedInstallation subject,
            QueuedInstallation baseline,
            String what,
            @Nullable Target bar)
            throws Exception {
        ClaimRounds ours = new ClaimRounds(subject);
        ClaimRounds theirs = new ClaimRounds(baseline);
        Samples our = new Samples();
        Samples their = new Samples();
        ours.round(plan.warmUp());
        theirs.round(plan.warmUp());
        for (int round = 0; round < plan.rounds(); round++) {
            AlternatingOrder.take(
                    round,
                    () -> our.add(ours.round(plan.round())),
                    () -> their.add(theirs.round(plan.round())));
        }
        return new Figure(
                "claim and complete" + what + ", " + WORKERS + " workers",
                Quantity.perSecond(our.median()),
                Quantity.perSecond(their.median()),
                bar);
    }

    /// Claims per second.
    private double round(Duration length) throws Exception {
        installation.fillQueue(QUEUED);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        int done = 0;
        try (ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("claims-", 1).factory())) {
            List<Callable<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                String name = "bench-" + i;
                workers.add(() -> work(name, end));
            }
            for (Future<Integer> worker : executor.invokeAll(workers)) {
                done += worker.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private int work(String name, long end) {
        int done = 0;
        while (System.nanoTime() < end) {
            Optional<Claim> claim = queue.claim(IdleEngine.NAME, name);
            if (claim.isEmpty()) {
                throw new IllegalStateException("the queue ran dry; it must be filled higher");
            }
            if (!queue.complete(claim.get(), PICTURE)) {
                throw new IllegalStateException("a claim did not hold");
            }
            done++;
        }
        return done;
    }
}
