package dev.zimage.upstream;

import java.awt.image.BufferedImage;
import java.util.Set;

/// How the servers of an engine are talked to. Safe for use by several threads.
public interface Protocol {

    /// Has one picture drawn.
    ///
    /// @return the picture, decoded, of the wanted size
    /// @throws CallFailure when there is none
    /// @throws InterruptedException when the thread was interrupted; the server was told to stop as
    ///   far as it can be told
    BufferedImage draw(GenerationCall call) throws CallFailure, InterruptedException;

    /// Hosts other than the servers' own that pictures come from.
    default Set<String> hosts() {
        return Set.of();
    }
}
