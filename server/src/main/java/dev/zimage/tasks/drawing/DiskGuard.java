package dev.zimage.tasks.drawing;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.media.DiskReserve;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens when the disk is full: the reserve is given up, so that the database can still
/// store how tasks end, and no picture is begun until the room is back, for pictures would take it
/// from the refunds. Safe for use by any number of threads.
final class DiskGuard {

    private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final DiskReserve reserve;
    private final Clock clock;
    private volatile boolean full;
    private boolean gaveUp;
    private Instant retryAt = Instant.MIN;

    DiskGuard(DiskReserve reserve, Clock clock) {
        this.reserve = reserve;
        this.clock = clock;
    }

    /// Hears of a write that failed, whatever the reason.
    synchronized void writeFailed(Exception cause) {
        if (!isDiskFull(cause)) {
            return;
        }
        full = true;
        retryAt = clock.instant().plus(RETRY);
        try {
            if (reserve.release()) {
                gaveUp = true;
                log.error("the disk is full: gave up the reserve; no picture until there is room");
            }
        } catch (IOException e) {
            log.error("the disk is full, and the reserve could not be given up", e);
        }
    }

    /// Where a quota is full, SQLite only says that it could not write.
    private static boolean isDiskFull(Exception cause) {
        return cause instanceof StorageException database
                ? database.failure() == StorageFailure.FULL
                        || database.failure() == StorageFailure.UNREADABLE
                : DiskReserve.isDiskFull(cause);
    }

    /// Whether no write has failed for want of room since there was some.
    boolean hasRoom() {
        return !full;
    }

    /// Whether a picture may be begun. Where the disk was too small for a reserve from the start,
    /// one may be tried every ten seconds.
    boolean mayDraw() {
        return !full || hasRoomAgain();
    }

    private synchronized boolean hasRoomAgain() {
        try {
            if (reserve.restore()) {
                log.info("there is room on the disk again");
                full = false;
                gaveUp = false;
                return true;
            }
        } catch (IOException e) {
            log.error("the reserve could not be made", e);
        }
        boolean tryOne = !gaveUp && !clock.instant().isBefore(retryAt);
        if (tryOne) {
            retryAt = clock.instant().plus(RETRY);
        }
        return tryOne;
    }
}
