package dev.zimage.intake;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.tasks.SourceSet;
import dev.zimage.webhooks.Downloads;
import dev.zimage.webhooks.WebhookUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in the pictures that orders bring. They are fetched onto the disk, decoded few at a time,
/// so that many clients do not exhaust the memory, and stored as opaque PNG files without their
/// metadata, where every process that draws can read them. Safe for use by any number of threads.
public final class PictureIntake implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PictureIntake.class);

    private static final long MOST_BYTES = 20L << 20;

    /// Pixels of one picture, and of all of an order together: models draw one megapixel or two.
    private static final long MOST_PIXELS = 4L << 20;

    private static final long MOST_PIXELS_OF_ALL = 16L << 20;

    private static final int DOWNLOADS = 32;
    private static final long MEMORY_OF_ONE = 256L << 20;
    private static final int MOST_AT_ONCE = 8;
    private static final int TIMEOUT_SECONDS = 60;

    private final MediaStore media;
    private final RandomGenerator random;
    private final Downloads downloads;
    private final Semaphore fetching = new Semaphore(DOWNLOADS, true);
    private final Semaphore decoding = new Semaphore(atOnce(), true);

    /// @param urls that may be fetched
    /// @param random names the files
    public PictureIntake(MediaStore media, WebhookUrls urls, RandomGenerator random) {
        this.media = media;
        this.random = random;
        this.downloads = new Downloads(urls);
    }

    /// How many large pictures fit into the memory of this process at once.
    public static int atOnce() {
        long room = Runtime.getRuntime().maxMemory() / MEMORY_OF_ONE;
        return (int) Math.max(1, Math.min(MOST_AT_ONCE, room));
    }

    /// Too many clients send pictures at once.
    public static final class Busy extends Exception {

        private static final long serialVersionUID = 1L;

        Busy() {
            super("too many pictures at once", null, false, false);
        }
    }

    /// Fetches, checks and stores the pictures of an order.
    ///
    /// @param given 1 to [SourceSet#MOST]
    /// @throws BadPictureException for the first one that cannot be fetched or read
    /// @throws IOException when they cannot be stored
    public SourceSet store(List<GivenPicture> given)
            throws BadPictureException, Busy, IOException, InterruptedException {
        byte[] name = new byte[16];
        random.nextBytes(name);
        SourceSet set = new SourceSet(HexFormat.of().formatHex(name), given.size());
        boolean stored = false;
        try {
            List<MediaKey> keys = set.keys();
            for (int i = 0; i < given.size(); i++) {
                media.store(keys.get(i), png(given.get(i), i, mostPixels(given.size())));
            }
            stored = true;
            return set;
        } finally {
            if (!stored) {
                discard(set);
            }
        }
    }

    private static long mostPixels(int count) {
        return Math.min(MOST_PIXELS, MOST_PIXELS_OF_ALL / count);
    }

    /// Checks what can be checked without fetching: whether pictures that came whole can be read.
    public void check(List<GivenPicture> given)
            throws BadPictureException, Busy, IOException, InterruptedException {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof GivenPicture.Content content) {
                var _ = png(content, i, mostPixels(given.size()));
            }
        }
    }

    private byte[] png(GivenPicture given, int index, long most)
            throws BadPictureException, Busy, IOException, InterruptedException {
        return switch (given) {
            case GivenPicture.Link(_, String url) -> fetched(url, index, most);
            case GivenPicture.Content(_, byte[] bytes) when bytes.length > MOST_BYTES ->
                    throw new BadPictureException(
                            index, "has more than %d MiB".formatted(MOST_BYTES >> 20));
            case GivenPicture.Content(_, byte[] bytes) ->
                    png(
                            new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)),
                            index,
                            most);
        };
    }

    private byte[] fetched(String url, int index, long most)
            throws BadPictureException, Busy, IOException, InterruptedException {
        Path file = Files.createTempFile("zimage-picture-", null);
        try {
            fetch(url, file, index);
            return png(new FileImageInputStream(file.toFile()), index, most);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void fetch(String url, Path file, int index)
            throws BadPictureException, Busy, IOException, InterruptedException {
        take(fetching);
        try (OutputStream to = Files.newOutputStream(file)) {
            downloads.copy(url, to, MOST_BYTES);
        } catch (Downloads.Failure e) {
            throw new BadPictureException(index, e.text());
        } finally {
            fetching.release();
        }
    }

    private byte[] png(ImageInputStream file, int index, long most)
            throws BadPictureException, Busy, IOException, InterruptedException {
        try (file) {
            take(decoding);
            try {
                return LongComputation.run(
                        "picture-intake",
                        () ->
                                PictureEncoder.encode(
                                        UploadedFile.decodeUpright(file, most), ImageFormat.PNG));
            } catch (ExecutionException e) {
                throw badPicture(e.getCause(), index);
            } finally {
                decoding.release();
            }
        }
    }

    private static BadPictureException badPicture(@Nullable Throwable cause, int index)
            throws IOException {
        return switch (cause) {
            case UploadedFile.Unreadable e ->
                    new BadPictureException(index, String.valueOf(e.getMessage()));
            case IOException e -> throw e;
            case null, default ->
                    throw new IllegalStateException("a picture could not be decoded", cause);
        };
    }

    private static void take(Semaphore room) throws Busy, InterruptedException {
        if (!room.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new Busy();
        }
    }

    /// Deletes pictures whose order was not taken.
    public void discard(SourceSet set) {
        for (MediaKey key : set.keys()) {
            try {
                var _ = media.delete(key);
            } catch (IOException e) {
                log.warn("{} could not be deleted; it goes within two days", key.path(), e);
            }
        }
    }

    @Override
    public void close() {
        downloads.close();
    }
}
