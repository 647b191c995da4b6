package dev.zimage.health;

import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import java.io.IOException;
import java.util.Optional;

/// Whether pictures can be stored: checks the media store, and the free space with it, once a
/// second, and records each picture that could not be stored. Safe for use by any number of
/// threads.
final class MediaMonitor implements AutoCloseable {

    private static final String NO_MEDIA = "pictures cannot be stored";
    private static final String NO_FOLDER =
            "make the folder of the pictures writable for the user of the server";

    private final MediaStore media;
    private final DiskMonitor disk;
    private final Outages outages;
    private final PeriodicCheck checks = new PeriodicCheck("media-check", this::check);
    private volatile boolean storingFailed;

    MediaMonitor(MediaStore media, DiskMonitor disk, Outages outages) {
        this.media = new WatchedMedia(media, this::storingFailed);
        this.disk = disk;
        this.outages = outages;
    }

    /// The media store, whose failures are recorded here.
    MediaStore media() {
        return media;
    }

    void start() {
        checks.start();
    }

    void check() {
        try {
            media.check(storingFailed);
            storingFailed = false;
            outages.end(StoragePart.MEDIA);
        } catch (IOException e) {
            storingFailed(e);
        }
        disk.check(storingFailed);
    }

    private void storingFailed(IOException e) {
        storingFailed = true;
        if (DiskReserve.isDiskFull(e)) {
            disk.writeFailed(e);
        } else {
            String remedy = e instanceof MediaStoreException known ? known.remedy() : NO_FOLDER;
            outages.begin(new Outage(StoragePart.MEDIA, NO_MEDIA, remedy), e);
        }
    }

    /// An outage if the media store does not answer at all.
    Optional<Outage> hanging() {
        return checks.hangs()
                ? Optional.of(
                        Outage.unanswered(
                                StoragePart.MEDIA, "look at the disk or the server of media.store"))
                : Optional.empty();
    }

    @Override
    public void close() {
        checks.close();
    }
}
