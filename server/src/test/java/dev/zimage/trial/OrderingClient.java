package dev.zimage.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Orders pictures until told to stop, and remembers every promise that it was given: a plain
/// order, one with an idempotency key that is sent until it is answered, or one that is cancelled.
/// That the server goes away in between does not trouble it, nor that it answers 503: such an order
/// may have been taken, when the database went away during its commit.
final class OrderingClient implements Runnable {

    private static final int MOST_OPEN = 3;

    private final Client client;
    private final RandomGenerator random;
    private final String name;
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final Map<String, String> promisedByKey = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsCancelled = ConcurrentHashMap.newKeySet();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean stopping;

    OrderingClient(Client client, RandomGenerator random, String name) {
        this.client = client;
        this.random = random;
        this.name = name;
    }

    @Override
    public void run() {
        try {
            for (int order = 1; !stopping; order++) {
                int kind = random.nextInt(10);
                if (kind < 4) {
                    orderPlainly();
                } else if (kind < 8) {
                    orderWithKey(name + "-" + order);
                } else {
                    orderAndCancel();
                }
                settle();
                Client.pause(Duration.ofMillis(random.nextInt(5, 40)));
            }
        } catch (RuntimeException | Error e) {
            surprises.add(name + ": " + e);
        }
    }

    private void orderPlainly() {
        try {
            Client.Reply reply = client.submit("a plain order");
            if (refusedForNow(reply)) {
                noAnswer();
            } else {
                accept(reply);
            }
        } catch (IOException e) {
            noAnswer();
        }
    }

    private void orderWithKey(String key) {
        while (true) {
            try {
                Client.Reply reply = client.submit("an order with a key", "Idempotency-Key", key);
                if (refusedForNow(reply)) {
                    Client.pause(Duration.ofMillis(50));
                    continue;
                }
                String id = accept(reply);
                String before = promisedByKey.putIfAbsent(key, id);
                if (before != null && !before.equals(id)) {
                    surprises.add(key + " stands for " + before + " and for " + id);
                }
                if (random.nextBoolean()) {
                    return;
                }
            } catch (IOException e) {
                Client.pause(Duration.ofMillis(50));
            }
        }
    }

    private void orderAndCancel() {
        String id = "";
        try {
            Client.Reply order = client.submit("an order to cancel");
            if (refusedForNow(order)) {
                noAnswer();
                return;
            }
            id = accept(order);
            perhapsCancelled.add(id);
            Client.Reply reply = client.cancel(id);
            if (reply.status() == 200) {
                cancelled.add(id);
            } else if (reply.status() != 409 && !refusedForNow(reply)) {
                surprises.add("cancel: " + reply.status());
            }
        } catch (IOException e) {
            if (id.isEmpty()) {
                noAnswer();
            }
        }
    }

    /// The order may have been taken or not; whether it was must not matter.
    private void noAnswer() {
        unanswered.incrementAndGet();
        Client.pause(Duration.ofMillis(50));
    }

    private static boolean refusedForNow(Client.Reply reply) {
        return reply.status() == 503;
    }

    private String accept(Client.Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException(
                    "submit: " + reply.status() + " / " + reply.errorCode());
        }
        String id = reply.text("id");
        if (promised.add(id)) {
            open.add(id);
        }
        return id;
    }

    /// Waits until few tasks are open, so that the queue does not grow without end.
    private void settle() {
        while (open.size() > MOST_OPEN && !stopping) {
            try {
                Client.Reply reply = client.task(open.element());
                if (reply.status() != 200 && !refusedForNow(reply)) {
                    surprises.add("poll of " + open.element() + ": " + reply.status());
                }
                if (reply.status() == 200 && !reply.text("status").equals("processing")) {
                    open.remove();
                    continue;
                }
            } catch (IOException e) {
                // the server is away
            }
            Client.pause(Duration.ofMillis(50));
        }
    }

    void stop() {
        stopping = true;
    }

    /// The ids that were answered.
    Set<String> promised() {
        return promised;
    }

    Map<String, String> promisedByKey() {
        return promisedByKey;
    }

    /// The tasks whose cancellation was answered with yes.
    Set<String> cancelled() {
        return cancelled;
    }

    /// The tasks that this customer tried to cancel.
    Set<String> perhapsCancelled() {
        return perhapsCancelled;
    }

    /// How many orders without a key went unanswered.
    int unanswered() {
        return unanswered.get();
    }

    /// What should not have happened.
    List<String> surprises() {
        return surprises;
    }
}
