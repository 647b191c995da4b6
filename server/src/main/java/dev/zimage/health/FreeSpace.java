package dev.zimage.health;

import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether there is room for orders and their pictures. When there is none, the reserve is given
/// up, so that the database can still store how tasks end. Safe for use by any number of threads.
final class FreeSpace {

    private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);

    /// So much more must be free before there is room again, or it would be gone at once.
    private static final int ROOM_FACTOR = 2;

    private final DiskReserve reserve;
    private final MediaStore media;
    private boolean full;
    private boolean told;

    FreeSpace(DiskReserve reserve, MediaStore media) {
        this.reserve = reserve;
        this.media = media;
    }

    /// Hears of a write that failed for want of room.
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

    /// Looks whether there is room now, and takes the reserve back when there is.
    synchronized boolean look() {
        full = full ? !hasRoomAgain() : free() < reserve.bytes();
        return !full;
    }

    private boolean hasRoomAgain() {
        return free() > ROOM_FACTOR * reserve.bytes() && restored();
    }

    /// What is free where there is less of it.
    private long free() {
        return Math.min(reserve.freeBytes(), media.freeBytes().orElse(Long.MAX_VALUE));
    }

    /// A reserve that cannot be made for another reason than want of room keeps nobody from
    /// working.
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

    /// Makes the reserve where it is missing and there is room.
    synchronized void keepReserve() {
        if (!full && !restored()) {
            log.debug("no room for the disk reserve");
        }
    }
}
