package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.WakeSignal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the messages that are due: at once those that this process queues, and otherwise when the
/// database says that the next one is due. At most one message at a time is sent to a receiver, so
/// a slow receiver delays only itself; and an account has a limited number of attempts in progress,
/// so that no account delays the others.
public final class WebhookSender implements TaskEvents, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private static final int MAX_IN_PROGRESS = 32;
    private static final int MAX_OF_ACCOUNT = 8;

    /// Other processes, such as the command line, queue messages without waking this one.
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);

    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(2);

    private final Webhooks webhooks;
    private final WebhookUrls urls;
    private final MessageInsert messages;
    private final DeliveryQueue queue;
    private final HttpSender http;
    private final Clock clock;
    private final SenderMetrics metrics;
    private final WakeSignal wakeSignal = new WakeSignal(1);
    private final Map<DueDelivery, Thread> inProgress = new ConcurrentHashMap<>();
    private @Nullable Thread loop;
    private volatile boolean stopping;

    /// Makes what is sent about a task.
    @FunctionalInterface
    public interface Envelope {

        /// The JSON of a task as its owner sees it.
        byte[] of(TaskId task);
    }

    WebhookSender(
            Webhooks webhooks,
            DeliveryQueue queue,
            WebhookUrls urls,
            Clock clock,
            MeterRegistry registry) {
        this.webhooks = webhooks;
        this.urls = urls;
        this.messages = webhooks.messages();
        this.queue = queue;
        this.http = new HttpSender(urls);
        this.clock = clock;
        this.metrics = new SenderMetrics(registry);
    }

    /// The feature whose messages are sent.
    public Webhooks webhooks() {
        return webhooks;
    }

    /// The URLs that may be called.
    public WebhookUrls urls() {
        return urls;
    }

    /// Begins to send.
    ///
    /// @param alone whether no other process sends, so that all leases are left over from a dead
    ///   one
    public void start(Envelope envelope, boolean alone) {
        if (alone) {
            queue.expireAllLeases();
        }
        loop = Thread.ofPlatform().daemon().name("webhooks").start(() -> run(envelope));
    }

    @Override
    public void submitted(Task task) {
        if (messages.balanceToldRecently()) {
            wakeSignal.signal();
        }
    }

    @Override
    public void completed(Task task, Duration took) {
        wakeIfQueued();
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        wakeIfQueued();
    }

    /// To be called after something may have been queued in this process.
    public void wakeIfQueued() {
        if (messages.queuedRecently()) {
            wakeSignal.signal();
        }
    }

    private void run(Envelope envelope) {
        while (!stopping) {
            try {
                begin(envelope);
                boolean woken = wakeSignal.await(untilNext());
                log.trace("searching for due messages; woken: {}", woken);
            } catch (InterruptedException e) {
                return;
            } catch (StorageException e) {
                if (!e.failure().isOutage()) {
                    log.error("webhooks could not be read; trying again", e);
                }
                pause();
            } catch (RuntimeException | Error e) {
                log.error("the webhook sender continues after an unexpected failure", e);
                pause();
            }
        }
    }

    private void begin(Envelope envelope) {
        int room = room();
        if (room <= 0) {
            return;
        }
        List<DueDelivery> taken = queue.take(busy(), full(), room);
        for (DueDelivery due : taken) {
            Thread thread =
                    Thread.ofVirtual().name("webhook").unstarted(() -> deliver(due, envelope));
            inProgress.put(due, thread);
            thread.start();
        }
        if (!taken.isEmpty()) {
            wakeSignal.signal();
        }
    }

    /// How many messages may be claimed. All of them may belong to one account, so the account with
    /// the most attempts in progress that still has room limits them; the others are claimed in the
    /// next round.
    private int room() {
        long most =
                countByAccount().values().stream()
                        .filter(count -> count < MAX_OF_ACCOUNT)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        return Math.min(MAX_IN_PROGRESS - inProgress.size(), MAX_OF_ACCOUNT - (int) most);
    }

    private Map<AccountId, Long> countByAccount() {
        return inProgress.keySet().stream()
                .collect(Collectors.groupingBy(DueDelivery::account, Collectors.counting()));
    }

    private Set<String> busy() {
        return inProgress.keySet().stream().map(DueDelivery::receiver).collect(Collectors.toSet());
    }

    /// Accounts with as many attempts in progress as they may have.
    private Set<AccountId> full() {
        return countByAccount().entrySet().stream()
                .filter(count -> count.getValue() >= MAX_OF_ACCOUNT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// Messages that are skipped here are considered again when an attempt ends.
    private Duration untilNext() {
        DeliveryQueue.Waiting waiting = queue.waiting(busy(), full());
        metrics.waiting(waiting.messages());
        Instant next = waiting.nextAt();
        if (next == null) {
            return LONGEST_SLEEP;
        }
        Duration left = Duration.between(clock.instant(), next);
        Duration least = inProgress.size() >= MAX_IN_PROGRESS ? LONGEST_SLEEP : SHORTEST_SLEEP;
        Duration sleep = left.compareTo(least) < 0 ? least : left;
        return sleep.compareTo(LONGEST_SLEEP) < 0 ? sleep : LONGEST_SLEEP;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(DueDelivery due, Envelope envelope) {
        try {
            Attempt attempt = attemptOrFailure(due, envelope);
            if (stopping && !attempt.succeeded()) {
                queue.giveBack(due);
            } else {
                metrics.count(queue.settle(due, attempt));
            }
        } catch (InterruptedException e) {
            queue.giveBack(due);
        } catch (RuntimeException | Error e) {
            log.error("{} is tried again when its lease expires", due.message().id(), e);
        } finally {
            inProgress.remove(due);
            wakeSignal.signal();
        }
    }

    /// A fault of our own counts as a failed attempt, so that it is not retried forever.
    private Attempt attemptOrFailure(DueDelivery due, Envelope envelope)
            throws InterruptedException {
        try {
            return attempt(due, envelope);
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("{} could not be sent", due.message().id(), e);
            return Attempt.failed("not sent: an internal error of this server");
        }
    }

    private Attempt attempt(DueDelivery due, Envelope envelope) throws InterruptedException {
        List<WebhookSecret> secrets = webhooks.secrets(due.account(), due.signer());
        if (secrets.isEmpty()) {
            return Attempt.failed("the endpoint was deleted");
        }
        long timestamp = clock.instant().getEpochSecond();
        byte[] body = body(due, envelope);
        String signatures =
                secrets.stream()
                        .map(secret -> secret.sign(due.message().id(), timestamp, body))
                        .collect(Collectors.joining(" "));
        return http.post(
                due.message().url(),
                Map.of(
                        "webhook-id", due.message().id(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", signatures),
                body);
    }

    private static byte[] body(DueDelivery due, Envelope envelope) {
        TaskId task = due.message().task();
        return task == null
                ? MessageBody.of(due.message())
                : MessageBody.of(due.message(), envelope.of(task));
    }

    /// Claims nothing more and gives attempts in progress a moment to end; those that do not are
    /// returned to the queue.
    @Override
    public void close() {
        stopping = true;
        wakeSignal.signal();
        long begun = System.nanoTime();
        Thread running = loop;
        if (running != null) {
            join(running, begun, LAST_ATTEMPTS);
        }
        inProgress.values().forEach(thread -> join(thread, begun, LAST_ATTEMPTS));
        inProgress.values().forEach(Thread::interrupt);
        Duration inAll = LAST_ATTEMPTS.multipliedBy(2);
        inProgress.values().forEach(thread -> join(thread, begun, inAll));
        http.close();
    }

    private static void join(Thread thread, long begun, Duration inAll) {
        Duration left = inAll.minusNanos(System.nanoTime() - begun);
        try {
            if (!left.isNegative() && !thread.join(left)) {
                log.debug("{} is still working", thread);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
