package dev.zimage.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/// Downloads the pictures of completed tasks.
final class PictureDownload {

    private static final int GONE = 410;

    private final Transport transport;
    private final Timeouts timeouts;
    private final Function<String, ImageTask> tasks;

    /// @param tasks finds a task by its id, to replace expired links
    PictureDownload(Transport transport, Timeouts timeouts, Function<String, ImageTask> tasks) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.tasks = tasks;
    }

    byte[] fetch(ImageTask task) {
        try {
            return fetch(link(task));
        } catch (NotFoundException | ForbiddenException e) {
            return fetch(link(tasks.apply(task.id()))); // the link has expired
        }
    }

    private byte[] fetch(URI link) {
        return transport
                .call(transport.link(link), timeouts.download(), timeouts.download())
                .body();
    }

    private static URI link(ImageTask task) {
        if (task.failure() != null) {
            throw new TaskFailedException(task, task.failure());
        }
        if (!task.hasEnded()) {
            throw new IllegalStateException(task.id() + " has not completed yet; await it first");
        }
        return task.imageUrls().stream().findFirst().orElseThrow(() -> deleted(task));
    }

    private static NotFoundException deleted(ImageTask task) {
        return new NotFoundException(
                new ErrorAnswer(
                        GONE,
                        0,
                        "the picture of " + task.id() + " was deleted",
                        "",
                        Duration.ZERO,
                        true));
    }

    /// Writes to a temporary file beside the target first, so that the target is always complete.
    /// It has the usual permissions of a new file; those of Java's temporary files are the owner's
    /// alone.
    void save(ImageTask task, Path file) {
        byte[] picture = fetch(task);
        Path absolute = file.toAbsolutePath();
        try {
            Path part = absolute.resolveSibling(".zimage-" + UUID.randomUUID() + ".part");
            try {
                Files.write(part, picture, StandardOpenOption.CREATE_NEW);
                move(part, absolute);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
