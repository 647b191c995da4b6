package dev.zimage.engine.hub;

import dev.zimage.engine.weights.ByteCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Looks whether a disk has enough room.
final class Room {

    /// Is not used: a full disk stops more than this pull.
    static final long LEFT_FREE = 256L << 20;

    private Room() {}

    /// @param toCome bytes that are to be written into the folder
    /// @throws PullException when the disk would be full before
    static void require(Path folder, long toCome) throws IOException, PullException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (toCome > free - LEFT_FREE) {
            throw new PullException(
                    PullException.Kind.NO_SPACE,
                    "%s has %s free; %s are to come, and %s are to be left"
                            .formatted(
                                    folder,
                                    ByteCount.text(free),
                                    ByteCount.text(toCome),
                                    ByteCount.text(LEFT_FREE)));
        }
    }
}
