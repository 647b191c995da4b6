package dev.zimage.health;

import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the disk has room for orders and their pictures. When it has none, the reserve is
/// released, so that the database can still store how tasks end. Safe for use by any number of
/// threads.
final class FreeSpace {

    private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);

    /// The additional space that must be free before orders are accepted again; otherwise it would
    /// run out at once.
    private static final int ROOM_FACTOR = 2;

    private final DiskReserve reserve;
    private final MediaStore media;
    private boolean full;
    private boolean told;

    FreeSpace(DiskReserve reserve, MediaStore media) {
        this.reserve = reserve;
        this.media = media;
    }

    /// Called after a write failed because the disk was full.
    synchronized void writeFailed() {
        full = true;
        try {
            if (reserve.release()) {
                log.error("the disk is full: gave up the reserve");
            }
        } catch (IOException e) {
            log.error("the disk is full, and the reserve could not be given up", e);
        }
    }

    /// Checks whether there is room, and restores the reserve when there is.
    synchronized boolean check() {
        full = full ? !hasRoomAgain() : free() < reserve.bytes();
        return !full;
    }

    private boolean hasRoomAgain() {
        return free() > ROOM_FACTOR * reserve.bytes() && restored();
    }

    /// The smaller of the free spaces.
    private long free() {
        return Math.min(reserve.freeBytes(), media.freeBytes().orElse(Long.MAX_VALUE));
    }

    /// A reserve that cannot be created for another reason than a full disk does not stop the
    /// service.
    private boolean restored() {
        try {
            return reserve.restore();
        } catch (IOException e) {
            if (!told) {
                log.error("the disk reserve could not be made", e);
            }
            told = true;
            return true;
        }
    }

    /// Creates the reserve when it is missing and there is room.
    synchronized void keepReserve() {
        if (!full && !restored()) {
            log.debug("no room for the disk reserve");
        }
    }
}
