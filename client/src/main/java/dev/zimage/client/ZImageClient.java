package dev.zimage.client;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A client for the API of a zimage server.
///
/// ```java
/// try (ZImageClient client = ZImageClient.create(URI.create("http://127.0.0.1:8080"), key)) {
///     Task task = client.generate(ImageOrder.of("a red boat on a calm lake"));
///     client.download(task, Path.of("boat.jpg"));
/// }
/// ```
///
/// Every call blocks until it is done, is ended by an interrupt, and throws a [ZImageException]
/// when it cannot do what it promises. Requests that got no whole answer, or 429, 502, 503 or 504,
/// are sent again, later and later, for as long as a call may take; what costs credits carries an
/// idempotency key, so that it is paid once. Safe for use by any number of threads, virtual ones
/// among them.
public final class ZImageClient implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int PAGE = 100;

    private final Transport transport;
    private final Timeouts timeouts;
    private final ClientClock time;
    private final PictureDownload pictures;
    private final String name;
    private final Runnable close;

    /// @param name for [#toString]
    /// @param close gives back what the client holds
    ZImageClient(
            Transport transport, Timeouts timeouts, ClientClock time, String name, Runnable close) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.time = time;
        this.pictures = new PictureDownload(transport, timeouts, this::task);
        this.name = name;
        this.close = close;
    }

    /// A client with the usual timeouts.
    ///
    /// @param server its address, as `https://images.example.com`
    /// @param key an API key
    public static ZImageClient create(URI server, String key) {
        return builder(server, key).build();
    }

    /// Begins a client with timeouts or an HTTP client of your own.
    public static ZImageClientBuilder builder(URI server, String key) {
        return new ZImageClientBuilder(server, key);
    }

    /// Orders a picture. The credits are taken and the task is on disk when this returns; however
    /// often the request had to be sent, there is one task, paid once.
    public ImageTask submit(ImageOrder order) {
        return submit(order, "zimage-java-" + UUID.randomUUID());
    }

    /// Orders a picture under a key of your own, so that the same order can be sent again even
    /// after a restart of your program.
    ///
    /// @param idempotencyKey 1 to 255 printable ASCII characters; for 24 hours the same key with
    ///   the same order is the same task
    public ImageTask submit(ImageOrder order, String idempotencyKey) {
        return Wire.read(
                transport
                        .call(orderRequest("", order).header("Idempotency-Key", idempotencyKey))
                        .body(),
                Wire::task);
    }

    private HttpRequest.Builder orderRequest(String query, ImageOrder order) {
        return transport
                .api("/api/v1/images/generations" + query)
                .header("Content-Type", "application/json")
                .POST(ofByteArray(Wire.order(order)));
    }

    /// Says what an order would cost and how long it would take. Orders nothing.
    public PriceQuote quote(ImageOrder order) {
        return Wire.read(transport.call(orderRequest("?dry_run=true", order)).body(), Wire::quote);
    }

    /// Orders a picture and waits for it.
    ///
    /// @return the completed task
    /// @throws TaskFailedException when it failed
    /// @throws WaitTimeoutException when it takes too long; it goes on
    public ImageTask generate(ImageOrder order) {
        return await(submit(order));
    }

    /// Waits until a task has completed.
    ///
    /// @throws TaskFailedException when it failed
    /// @throws WaitTimeoutException when it takes too long; it goes on
    public ImageTask await(ImageTask task) {
        return await(task.id());
    }

    /// Waits until the task of this id has completed, like [#await(Task)].
    public ImageTask await(String taskId) {
        return await(taskId, task -> {});
    }

    /// Waits until a task has completed, and tells how far it is: by the server's events, or where
    /// there are none, by polling.
    ///
    /// @param progress called with the task whenever there is news, also at its end, by the thread
    ///   that waits
    public ImageTask await(String taskId, Consumer<? super ImageTask> progress) {
        ImageTask ended =
                new TaskAwaiter(
                                transport,
                                time.in(timeouts.await()),
                                timeouts,
                                checked(taskId),
                                progress)
                        .end();
        TaskFailure failure = ended.failure();
        if (failure != null) {
            throw new TaskFailedException(ended, failure);
        }
        return ended;
    }

    /// The task as it is now. Costs no credits.
    public ImageTask task(String taskId) {
        return get("/api/v1/tasks/" + checked(taskId), Wire::task);
    }

    /// All tasks of the account, newest first. Pages are fetched as the stream is read.
    public Stream<ImageTask> tasks() {
        return tasks("");
    }

    /// The tasks of the account that stand so, newest first.
    public Stream<ImageTask> tasks(ImageTaskStatus status) {
        return tasks("&status=" + status.label());
    }

    private Stream<ImageTask> tasks(String filter) {
        TaskPages pages = new TaskPages(before -> page(filter, before));
        int character = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, character), false);
    }

    private Wire.Page page(String filter, String before) {
        String cursor = before.isEmpty() ? "" : "&before=" + checked(before);
        return get("/api/v1/tasks?limit=" + PAGE + filter + cursor, Wire::page);
    }

    /// Stops a task, queued or running; its credits are back. Cancelling it again changes nothing.
    ///
    /// @return the task, which has failed with 80004
    /// @throws TaskEndedException when it ended otherwise
    public ImageTask cancel(String taskId) {
        String path = "/api/v1/tasks/" + checked(taskId) + "/cancel";
        try {
            return Wire.read(transport.call(transport.api(path).POST(noBody())).body(), Wire::task);
        } catch (TaskEndedException e) {
            ImageTask task =
                    task(taskId); // perhaps an answer was lost and this was the second request
            if (task.failure() != null && task.failure().code() == TaskFailure.CANCELLED) {
                return task;
            }
            throw e;
        }
    }

    /// The picture of a completed task. When its link has expired, a new one is asked for.
    ///
    /// @throws NotFoundException when the picture was deleted
    public byte[] download(ImageTask task) {
        return pictures.fetch(task);
    }

    /// Writes the picture of a completed task into a file, which is there whole or not at all; one
    /// that is there is replaced.
    ///
    /// @throws NotFoundException when the picture was deleted
    /// @throws java.io.UncheckedIOException when the file cannot be written
    public void download(ImageTask task, Path file) {
        pictures.save(task, file);
    }

    /// The credits that the account has.
    public long balance() {
        return get("/api/v1/balance", Wire::balance);
    }

    /// The models that can be asked for.
    public List<ImageModel> models() {
        return get("/api/v1/models", Wire::models);
    }

    private <T> T get(String path, Function<JsonNode, T> reader) {
        return Wire.read(transport.call(transport.api(path)).body(), reader);
    }

    private static String checked(String id) {
        if (!ID.matcher(Objects.requireNonNull(id)).matches()) {
            throw new IllegalArgumentException("this is no id of a task: " + id);
        }
        return id;
    }

    /// Ends calls that are under way and closes the connections.
    @Override
    public void close() {
        close.run();
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "ZImageClient[" + name + "]";
    }
}
