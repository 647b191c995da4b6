package dev.zimage.media;

import java.time.Duration;
import java.time.Instant;

/// When a link expires. The answer changes only every half `ttl`, so that polls of a task get the
/// same link again and caches of clients work, and yet a link that is handed out is valid for at
/// least half a `ttl`, unless its picture is deleted before.
///
/// @param ttl how long a fresh link is valid, at least a second
public record LinkLifetime(Duration ttl) {

    public LinkLifetime {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a link lives for at least a second: " + ttl);
        }
    }

    /// The expiry of a link that is handed out now, in whole seconds: `finishedAt + ttl + k *
    /// ttl/2` where `k` counts the halves that have passed since, and never later than `deleteAt`.
    ///
    /// @param finishedAt when the picture was finished
    /// @param deleteAt when the picture is deleted
    public Instant expiry(Instant finishedAt, Instant now, Instant deleteAt) {
        long half = ttl.toMillis() / 2; // every poll comes by here: Duration divides by BigDecimal
        long age = now.toEpochMilli() - finishedAt.toEpochMilli();
        long halves = Math.max(0, age / half);
        Instant expiry = wholeSecondAfter(finishedAt.plusMillis(ttl.toMillis() + halves * half));
        Instant last = Instant.ofEpochSecond(deleteAt.getEpochSecond());
        return expiry.isBefore(last) ? expiry : last;
    }

    private static Instant wholeSecondAfter(Instant time) {
        long second = time.getEpochSecond();
        return Instant.ofEpochSecond(time.getNano() == 0 ? second : second + 1);
    }
}
