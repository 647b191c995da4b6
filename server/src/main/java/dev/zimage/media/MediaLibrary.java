package dev.zimage.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The media feature: the pictures of finished tasks and the signed links to them. Safe for use by
/// any number of threads.
public final class MediaLibrary {

    private final MediaStore store;
    private final MediaLinks links;
    private final LinkLifetime lifetime;
    private final Clock clock;

    private MediaLibrary(MediaStore store, MediaLinks links, LinkLifetime lifetime, Clock clock) {
        this.store = store;
        this.links = links;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// Opens the feature.
    ///
    /// @param secret that signs links; at least [MediaLinks#MIN_SECRET_BYTES] long
    /// @param linkTtl how long a fresh link is valid
    public static MediaLibrary open(
            MediaStore store, byte[] secret, Duration linkTtl, Clock clock) {
        return new MediaLibrary(
                store, new MediaLinks(List.of(secret)), new LinkLifetime(linkTtl), clock);
    }

    /// The media store.
    public MediaStore store() {
        return store;
    }

    /// The path and query of a link to a picture; empty when the picture is already due for
    /// deletion.
    ///
    /// @param finishedAt when the picture was finished
    public Optional<String> link(MediaKey key, Instant finishedAt, Instant deleteAt) {
        Instant now = clock.instant();
        return now.isBefore(deleteAt)
                ? Optional.of(links.sign(key, lifetime.expiry(finishedAt, now, deleteAt)))
                : Optional.empty();
    }

    /// Verifies a link; see [MediaLinks#verify].
    public MediaLinks.Verdict verify(
            String path, @Nullable String expires, @Nullable String signature) {
        return links.verify(path, expires, signature, clock.instant());
    }

    /// The remaining time, at least zero.
    public Duration until(Instant expires) {
        Duration left = Duration.between(clock.instant(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
