package dev.zimage.health;

import dev.zimage.database.StorageFailure;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;

/// Detects that the disk is full, and that it has room again. Safe for use by any number of
/// threads.
final class DiskMonitor {

    private static final Outage FULL =
            new Outage(
                    StoragePart.DISK, StorageFailure.FULL.meaning(), StorageFailure.FULL.remedy());

    private final FreeSpace space;
    private final Outages outages;

    DiskMonitor(DiskReserve reserve, MediaStore media, Outages outages) {
        this.space = new FreeSpace(reserve, media);
        this.outages = outages;
    }

    /// Called after a write failed because the disk was full.
    void writeFailed(Exception cause) {
        space.writeFailed();
        outages.begin(FULL, cause);
    }

    /// Checks the free space.
    ///
    /// @param writesFail whether pictures cannot be stored, so that free space does not end the
    ///   outage
    void check(boolean writesFail) {
        if (!space.check()) {
            outages.begin(FULL, null);
        } else if (!writesFail) {
            outages.end(StoragePart.DISK);
        }
        space.keepReserve();
    }
}
