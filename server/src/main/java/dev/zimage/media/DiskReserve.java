package dev.zimage.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Disk space that is reserved by a file of real blocks. When the disk is full, releasing it lets
/// the database commit what must not be lost: the refunds of tasks that failed because the disk was
/// full.
///
/// Safe for use by several threads.
public final class DiskReserve {

    /// The default size: several hundred refunds that are committed one by one, and many more when
    /// they are committed together.
    public static final long DEFAULT_BYTES = 4L << 20;

    /// How many times the reserve's size must be free before it is restored; otherwise it would be
    /// released again at once.
    private static final int ROOM = 2;

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Path unfinished;
    private final Path folder;
    private final long bytes;
    private final ReentrantLock lock = new ReentrantLock();

    /// Describes a reserve; [#restore] creates its file.
    ///
    /// @param file in an existing folder on the disk of the database
    public DiskReserve(Path file, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a reserve has at least one byte: " + bytes);
        }
        this.file = file.toAbsolutePath();
        this.unfinished = this.file.resolveSibling(this.file.getFileName() + ".new");
        this.folder = Objects.requireNonNull(this.file.getParent(), "a reserve is a file");
        this.bytes = bytes;
    }

    /// The size in bytes.
    public long bytes() {
        return bytes;
    }

    /// The free space of its disk in bytes.
    public long freeBytes() {
        return folder.toFile().getUsableSpace();
    }

    /// Whether the space is reserved now.
    public boolean isHeld() throws IOException {
        try {
            return Files.size(file) == bytes;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /// Releases the space.
    ///
    /// @return whether there was anything to release
    public boolean release() throws IOException {
        lock.lock();
        try {
            boolean released = Files.deleteIfExists(file);
            Files.deleteIfExists(unfinished);
            PrivateFolders.force(folder);
            return released;
        } finally {
            lock.unlock();
        }
    }

    /// Reserves the space again when more than twice as much is free. Cheap when it is already
    /// reserved, so it can be called often.
    ///
    /// @return whether the space is reserved now; false, with nothing left behind, when the disk is
    ///   too full
    public boolean restore() throws IOException {
        lock.lock();
        try {
            if (isHeld()) {
                return true;
            }
            Files.deleteIfExists(file);
            Files.deleteIfExists(unfinished);
            return freeBytes() > ROOM * bytes && written();
        } finally {
            lock.unlock();
        }
    }

    private boolean written() throws IOException {
        try {
            fill();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFolders.force(folder);
            return true;
        } catch (IOException broken) {
            Files.deleteIfExists(unfinished);
            if (isDiskFull(broken)) {
                return false;
            }
            throw broken;
        }
    }

    /// Writes random bytes, because zeros would use no space on a file system that compresses or
    /// creates sparse files.
    private void fill() throws IOException {
        SplittableRandom noise = new SplittableRandom(bytes);
        byte[] chunk = new byte[CHUNK];
        try (FileChannel channel = PrivateFolders.newFile(unfinished)) {
            for (long left = bytes; left > 0; left -= Math.min(left, CHUNK)) {
                noise.nextBytes(chunk);
                ByteBuffer rest = ByteBuffer.wrap(chunk, 0, (int) Math.min(left, CHUNK));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(true);
        }
    }

    /// Whether an exception or one of its causes has the operating system's message for a full disk
    /// or an exceeded quota.
    public static boolean isDiskFull(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < 32; depth++) {
            if (current instanceof IOException && saysFull(current.getMessage())) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    private static boolean saysFull(@Nullable String message) {
        return message != null
                && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded")
                        || message.contains("not enough space on the disk"));
    }
}
