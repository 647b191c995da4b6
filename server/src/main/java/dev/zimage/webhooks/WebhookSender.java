package dev.zimage.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.database.Database;
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
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due: at once what this process queues, and for the rest it sleeps until the next
/// time that stands in the database. At most one message at a time goes to a receiver, so one who
/// is slow holds up only itself; and an account has only so many under way, so that no account
/// holds up the others.
public final class WebhookSender implements TaskEvents, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private static final int AT_ONCE = 32;
    private static final int OF_AN_ACCOUNT = 8;

    /// Other processes, such as the command line, queue without a ring here.
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);

    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(2);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveryQueue queue;
    private final HttpSender http;
    private final Clock clock;
    private final SenderMetrics metrics;
    private final WakeSignal wakeSignal = new WakeSignal(1);
    private final Map<Due, Thread> underWay = new ConcurrentHashMap<>();
    private @Nullable Thread loop;
    private volatile boolean stopping;

    /// What is told of a task.
    @FunctionalInterface
    public interface Envelope {

        /// The JSON of a task as its owner sees it.
        byte[] of(TaskId task);
    }

    public WebhookSender(
            Webhooks webhooks,
            Deliveries deliveries,
            Database database,
            WebhookUrls urls,
            Clock clock,
            RandomGenerator random,
            MeterRegistry registry) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.queue = new DeliveryQueue(database, clock, new RetryPlan(random));
        this.http = new HttpSender(urls);
        this.clock = clock;
        this.metrics = new SenderMetrics(registry);
    }

    /// Begins to send.
    ///
    /// @param alone whether no other process sends: then nothing is held by a lease that counts
    public void start(Envelope envelope, boolean alone) {
        if (alone) {
            queue.endAllLeases();
        }
        loop = Thread.ofPlatform().daemon().name("webhooks").start(() -> run(envelope));
    }

    @Override
    public void completed(Task task, Duration took) {
        ringIfQueued();
    }

    @Override
    public void failed(TaskId task, String engine, Credits refund, ErrorCode code) {
        ringIfQueued();
    }

    /// To be called after something was queued in this process.
    public void ringIfQueued() {
        if (deliveries.queuedLately()) {
            wakeSignal.signal();
        }
    }

    private void run(Envelope envelope) {
        while (!stopping) {
            try {
                begin(envelope);
                boolean rung = wakeSignal.await(untilNext());
                log.trace("looking; rung: {}", rung);
            } catch (InterruptedException e) {
                return;
            } catch (StorageException e) {
                log.error("webhooks could not be read; trying again", e);
                pause();
            } catch (RuntimeException | Error e) {
                log.error("webhooks go on after an unexpected failure", e);
                pause();
            }
        }
    }

    private void begin(Envelope envelope) {
        int room = room();
        if (room <= 0) {
            return;
        }
        List<Due> taken = queue.take(busy(), full(), room);
        for (Due due : taken) {
            Thread thread =
                    Thread.ofVirtual().name("webhook").unstarted(() -> deliver(due, envelope));
            underWay.put(due, thread);
            thread.start();
        }
        if (!taken.isEmpty()) {
            wakeSignal.signal();
        }
    }

    /// How many may be taken. All of them may be of one account, so the one that has most under way
    /// and still room bounds them; what is left over is taken at the next look.
    private int room() {
        long most =
                ofAccounts().values().stream()
                        .filter(count -> count < OF_AN_ACCOUNT)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        return Math.min(AT_ONCE - underWay.size(), OF_AN_ACCOUNT - (int) most);
    }

    private Map<AccountId, Long> ofAccounts() {
        return underWay.keySet().stream()
                .collect(Collectors.groupingBy(Due::account, Collectors.counting()));
    }

    private Set<String> busy() {
        return underWay.keySet().stream().map(Due::receiver).collect(Collectors.toSet());
    }

    /// Accounts that have enough under way.
    private Set<AccountId> full() {
        return ofAccounts().entrySet().stream()
                .filter(count -> count.getValue() >= OF_AN_ACCOUNT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// Whoever is passed over here is looked at again when one that is under way ends.
    private Duration untilNext() {
        DeliveryQueue.Waiting waiting = queue.waiting(busy(), full());
        metrics.waiting(waiting.messages());
        Instant next = waiting.nextAt();
        if (next == null) {
            return LONGEST_SLEEP;
        }
        Duration left = Duration.between(clock.instant(), next);
        Duration least = underWay.size() >= AT_ONCE ? LONGEST_SLEEP : SHORTEST_SLEEP;
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

    private void deliver(Due due, Envelope envelope) {
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
            log.error("{} is tried again when its lease ends", due.messageId(), e);
        } finally {
            underWay.remove(due);
            wakeSignal.signal();
        }
    }

    /// A fault of ours counts as a failed attempt, so that it does not go on for ever.
    private Attempt attemptOrFailure(Due due, Envelope envelope) throws InterruptedException {
        try {
            return attempt(due, envelope);
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            log.error("{} could not be sent", due.messageId(), e);
            return Attempt.failed("not sent: a fault of this server");
        }
    }

    private Attempt attempt(Due due, Envelope envelope) throws InterruptedException {
        List<WebhookSecret> secrets = webhooks.secrets(due.account(), due.endpoint());
        if (secrets.isEmpty()) {
            return Attempt.failed("the endpoint was deleted");
        }
        long timestamp = clock.instant().getEpochSecond();
        byte[] body = body(due, envelope);
        String signatures =
                secrets.stream()
                        .map(secret -> secret.sign(due.messageId(), timestamp, body))
                        .collect(Collectors.joining(" "));
        return http.post(
                due.url(),
                Map.of(
                        "webhook-id", due.messageId(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", signatures),
                body);
    }

    private static byte[] body(Due due, Envelope envelope) {
        TaskId task = due.task();
        String data =
                task == null
                        ? "{\"message\":\"This is a test.\"}"
                        : new String(envelope.of(task), UTF_8);
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(due.type(), due.createdAt(), data)
                .getBytes(UTF_8);
    }

    /// Takes up nothing more and lets attempts that are under way end, for a moment; what does not
    /// is put back.
    @Override
    public void close() {
        stopping = true;
        wakeSignal.signal();
        Instant deadline = Instant.now().plus(LAST_ATTEMPTS);
        Thread running = loop;
        if (running != null) {
            join(running, deadline);
        }
        underWay.values().forEach(thread -> join(thread, deadline));
        underWay.values().forEach(Thread::interrupt);
        underWay.values().forEach(thread -> join(thread, deadline.plus(LAST_ATTEMPTS)));
        http.close();
    }

    private static void join(Thread thread, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        try {
            if (!left.isNegative() && !thread.join(left)) {
                log.debug("{} still works", thread);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
