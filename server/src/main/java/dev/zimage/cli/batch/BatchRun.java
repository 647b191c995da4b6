package dev.zimage.cli.batch;

import dev.zimage.cli.batch.BatchServer.Refused;
import dev.zimage.cli.batch.BatchServer.Unreachable;
import dev.zimage.cli.batch.RowResult.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Orders the rows of a batch, a few at a time, and fetches their pictures. What stops all of them
/// (no credits, no server) lets those that were ordered end and leaves the rest.
final class BatchRun {

    private static final Duration FIRST_POLL = Duration.ofMillis(200);
    private static final Duration SLOWEST_POLL = Duration.ofSeconds(3);
    private static final Duration BETWEEN_RESULTS = Duration.ofSeconds(10);

    private final BatchServer server;
    private final BatchFolder folder;
    private final BatchProgress progress;
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();

    BatchRun(BatchServer server, BatchFolder folder, BatchProgress progress) {
        this.server = server;
        this.folder = folder;
        this.progress = progress;
    }

    /// Draws rows, and writes the results of the whole batch now and then.
    ///
    /// @param left the rows that are not done
    /// @param atOnce how many of them are in flight at a time
    /// @return what stopped it; null when it came to the end
    @Nullable String draw(List<RowOrder> orders, List<RowOrder> left, int atOnce)
            throws InterruptedException {
        try (ExecutorService rows =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            left.forEach(order -> rows.execute(() -> draw(order)));
            rows.shutdown();
            do {
                folder.writeResults(orders);
            } while (!rows.awaitTermination(BETWEEN_RESULTS.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            stop("stopped");
            throw e;
        }
        return stopped.get();
    }

    private void stop(@Nullable String reason) {
        stopped.compareAndSet(null, reason);
    }

    private void draw(RowOrder order) {
        try {
            String task = task(order);
            if (task != null) {
                finish(order, task);
            }
        } catch (Refused e) {
            refuse(order, e);
        } catch (Unreachable e) {
            stop(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("stopped");
        } catch (RuntimeException e) {
            stop(e.toString());
        }
    }

    /// The task of a row, which is ordered if it has not been; null when it is not to be ordered
    /// any more.
    private @Nullable String task(RowOrder order)
            throws Refused, Unreachable, InterruptedException {
        RowResult known = folder.find(order);
        if (known != null && known.status() == Status.ORDERED) {
            return known.task();
        }
        if (stopped.get() != null) {
            return null;
        }
        String task = server.submit(order.again(folder.failures(order))).path("id").asString("");
        if (task.isEmpty()) {
            throw new Unreachable("the server answered an order without the id of a task");
        }
        folder.record(RowResult.of(order, Status.ORDERED).with(task, Status.ORDERED));
        return task;
    }

    private void finish(RowOrder order, String task)
            throws Refused, Unreachable, InterruptedException {
        JsonNode ended = await(task);
        RowResult result =
                ended.path("status").asString().equals("completed")
                        ? fetch(order, ended)
                        : failed(order, ended);
        folder.record(result);
        progress.ended(order, result);
    }

    private JsonNode await(String task) throws Refused, Unreachable, InterruptedException {
        Duration pause = FIRST_POLL;
        while (true) {
            JsonNode now = server.task(task);
            if (!now.path("status").asString().equals("processing")) {
                return now;
            }
            Thread.sleep(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(SLOWEST_POLL) > 0 ? SLOWEST_POLL : longer;
        }
    }

    private RowResult fetch(RowOrder order, JsonNode task)
            throws Refused, Unreachable, InterruptedException {
        long seed = task.path("seed").asLong();
        String link = task.path("output").path("image_urls").path(0).asString("");
        String file = null;
        if (!link.isEmpty()) {
            String extension = link.contains(".png?") ? "png" : "jpg";
            file = folder.store(order, seed, extension, server.picture(link));
        }
        return new RowResult(
                order.key(),
                Status.COMPLETED,
                task.path("id").asString(),
                seed,
                file,
                credits(task),
                0,
                file == null ? "the server has deleted the picture" : null);
    }

    private static RowResult failed(RowOrder order, JsonNode task) {
        JsonNode error = task.path("error");
        return RowResult.of(order, Status.FAILED)
                .with(task.path("id").asString(), Status.FAILED)
                .with(error.path("code").asInt(), error.path("message").asString(""));
    }

    private static long credits(JsonNode task) {
        return task.path("usage").path("credits").asLong();
    }

    private void refuse(RowOrder order, Refused refusal) {
        if (refusal.concernsAll()) {
            stop(refusal.getMessage());
            return;
        }
        RowResult result =
                RowResult.of(order, Status.REFUSED).with(refusal.code(), refusal.getMessage());
        folder.record(result);
        progress.ended(order, result);
    }
}
