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
///     ImageTask task = client.generate(ImageOrder.of("a red boat on a calm lake"));
///     client.download(task, Path.of("boat.jpg"));
/// }
/// ```
///
/// Every call blocks until it has finished, can be interrupted, and throws a [ZImageException] when
/// it fails. Requests without a complete response, and those answered with 429, 502, 503 or 504,
/// are retried with backoff for as long as the call may take; orders carry an idempotency key, so
/// that they are charged once. Safe for use by any number of threads, including virtual ones.
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

    /// A client with the default timeouts.
    ///
    /// @param server its address, such as `https://images.example.com`
    /// @param key an API key
    public static ZImageClient create(URI server, String key) {
        return builder(server, key).build();
    }

    /// Starts building a client with its own timeouts or HTTP client.
    public static ZImageClientBuilder builder(URI server, String key) {
        return new ZImageClientBuilder(server, key);
    }

    /// Orders a picture. When this returns, the credits are charged and the task is on disk;
    /// however often the request was sent, there is one task, charged once.
    public ImageTask submit(ImageOrder order) {
        return submit(order, "zimage-java-" + UUID.randomUUID());
    }

    /// Orders a picture under your own idempotency key, so that the same order can be sent again
    /// even after a restart of your program.
    ///
    /// @param idempotencyKey 1 to 255 printable ASCII characters; for 24 hours the same key with
    ///   the same order is the same task
    public ImageTask submit(ImageOrder order, String idempotencyKey) {
        return ResponseJson.read(
                transport
                        .call(orderRequest("", order).header("Idempotency-Key", idempotencyKey))
                        .body(),
                ResponseJson::task);
    }

    private HttpRequest.Builder orderRequest(String query, ImageOrder order) {
        return transport
                .api("/api/v1/images/generations" + query)
                .header("Content-Type", "application/json")
                .POST(ofByteArray(RequestJson.order(order)));
    }

    /// Returns the price of an order and the time it would take. Orders nothing.
    public PriceQuote quote(ImageOrder order) {
        return ResponseJson.read(
                transport.call(orderRequest("?dry_run=true", order)).body(), ResponseJson::quote);
    }

    /// Orders a picture and waits for it.
    ///
    /// @return the completed task
    /// @throws TaskFailedException when it failed
    /// @throws WaitTimeoutException when it takes too long; the task continues
    public ImageTask generate(ImageOrder order) {
        return await(submit(order));
    }

    /// Waits until a task has completed.
    ///
    /// @throws TaskFailedException when it failed
    /// @throws WaitTimeoutException when it takes too long; the task continues
    public ImageTask await(ImageTask task) {
        return await(task.id());
    }

    /// Waits until the task with this id has completed, like [#await(ImageTask)].
    public ImageTask await(String taskId) {
        return await(taskId, task -> {});
    }

    /// Waits until a task has completed and reports its progress, by the server's events or, where
    /// there are none, by polling.
    ///
    /// @param progress called on the waiting thread with the task whenever it changes, including at
    ///   its end
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

    /// The current state of the task. Free of charge.
    public ImageTask task(String taskId) {
        return get("/api/v1/tasks/" + checked(taskId), ResponseJson::task);
    }

    /// All tasks of the account, newest first. Pages are fetched as the stream is read.
    public Stream<ImageTask> tasks() {
        return tasks("");
    }

    /// The tasks of the account with this status, newest first.
    public Stream<ImageTask> tasks(ImageTaskStatus status) {
        return tasks("&status=" + status.label());
    }

    private Stream<ImageTask> tasks(String filter) {
        TaskPages pages = new TaskPages(before -> page(filter, before));
        int character = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, character), false);
    }

    private ResponseJson.Page page(String filter, String before) {
        String cursor = before.isEmpty() ? "" : "&before=" + checked(before);
        return get("/api/v1/tasks?limit=" + PAGE + filter + cursor, ResponseJson::page);
    }

    /// Cancels a queued or running task; its credits are refunded. Cancelling it again changes
    /// nothing.
    ///
    /// @return the task, which has failed with 80004
    /// @throws TaskEndedException when it had already ended otherwise
    public ImageTask cancel(String taskId) {
        String path = "/api/v1/tasks/" + checked(taskId) + "/cancel";
        try {
            return ResponseJson.read(
                    transport.call(transport.api(path).POST(noBody())).body(), ResponseJson::task);
        } catch (TaskEndedException e) {
            ImageTask task =
                    task(taskId); // perhaps an answer was lost and this was the second request
            if (task.failure() != null && task.failure().code() == TaskFailure.CANCELLED) {
                return task;
            }
            throw e;
        }
    }

    /// Deletes the picture of a task that has ended, for good. Deleting it again changes nothing.
    ///
    /// @return the task, without a picture
    /// @throws InvalidRequestException when the task has not ended
    public ImageTask deletePicture(String taskId) {
        String path = "/api/v1/tasks/" + checked(taskId) + "/output";
        return ResponseJson.read(
                transport.call(transport.api(path).DELETE()).body(), ResponseJson::task);
    }

    /// Downloads the picture of a completed task. If its link has expired, a new one is requested.
    ///
    /// @throws NotFoundException when the picture was deleted
    public byte[] download(ImageTask task) {
        return pictures.fetch(task);
    }

    /// Downloads the picture of a completed task into a file, which is always complete; an existing
    /// file is replaced.
    ///
    /// @throws NotFoundException when the picture was deleted
    /// @throws java.io.UncheckedIOException when the file cannot be written
    public void download(ImageTask task, Path file) {
        pictures.save(task, file);
    }

    /// The account's balance.
    public long balance() {
        return get("/api/v1/balance", ResponseJson::balance);
    }

    /// The models that can be ordered.
    public List<ImageModel> models() {
        return get("/api/v1/models", ResponseJson::models);
    }

    /// Tells whether the server's installation made a picture.
    ///
    /// @param file the bytes of a JPEG, PNG or WebP file, 16 MiB at most
    /// @throws InvalidRequestException when it is no picture, or too large a one
    public PictureReport verify(byte[] file) {
        // The server goes by the first bytes; any type of a picture will do.
        return ResponseJson.read(
                transport
                        .call(
                                transport
                                        .api("/api/v1/verify")
                                        .header("Content-Type", "image/jpeg")
                                        .POST(ofByteArray(file)))
                        .body(),
                PictureReport::of);
    }

    private <T> T get(String path, Function<JsonNode, T> reader) {
        return ResponseJson.read(transport.call(transport.api(path)).body(), reader);
    }

    private static String checked(String id) {
        if (!ID.matcher(Objects.requireNonNull(id)).matches()) {
            throw new IllegalArgumentException("this is no id of a task: " + id);
        }
        return id;
    }

    /// Ends calls in progress and closes the connections.
    @Override
    public void close() {
        close.run();
    }

    /// Omits the key.
    @Override
    public String toString() {
        return "ZImageClient[" + name + "]";
    }
}
