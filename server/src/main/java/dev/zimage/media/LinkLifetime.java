package dev.zimage.media;

import java.time.Duration;
import java.time.Instant;

/// When a link expires. The answer changes only every half `ttl`, so repeated polls of a task
/// return the same link and client caches work. A link is still valid for at least half a `ttl`
/// after it is issued, unless its picture is deleted before.
///
/// @param ttl how long a fresh link is valid, at least a second
public record LinkLifetime(Duration ttl) {

    public LinkLifetime {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a link lives for at least a second: " + ttl);
        }
    }

    /// The expiry of a link that is issued now, in whole seconds: `finishedAt + ttl + k * ttl/2`,
    /// where `k` is the number of half periods that have passed, and never later than `deleteAt`.
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
