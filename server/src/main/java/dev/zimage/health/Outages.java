package dev.zimage.health;

import dev.zimage.media.MediaStoreException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outages of the storage, at most one for each part. The beginning and the end of each are
/// logged once. Safe for use by any number of threads.
final class Outages {

    private static final Logger log = LoggerFactory.getLogger(StorageHealth.class);

    /// The longest chain of causes that is read.
    private static final int MOST_CAUSES = 20;

    private final Map<StoragePart, Outage> byPart = new ConcurrentHashMap<>();

    void begin(Outage outage, @Nullable Exception cause) {
        if (!outage.equals(byPart.put(outage.part(), outage))) {
            log.error(
                    "no orders are taken: {}{}; {}",
                    outage.reason(),
                    cause == null ? "" : " (" + detail(cause) + ")",
                    outage.remedy());
        }
    }

    void end(StoragePart part) {
        if (byPart.remove(part) != null) {
            log.info("the {} can be used again", part.label());
        }
    }

    boolean isEmpty() {
        return byPart.isEmpty();
    }

    /// All outages, the most important part first.
    Stream<Outage> all() {
        return new TreeMap<>(byPart).values().stream();
    }

    /// The message of the innermost cause, unless ours is more specific.
    private static String detail(Throwable failure) {
        if (failure instanceof MediaStoreException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .reduce(failure, (outer, inner) -> inner);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
