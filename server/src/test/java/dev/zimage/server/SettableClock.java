package dev.zimage.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands until it is advanced, or is told to go on with each reading.
public final class SettableClock extends Clock {

    private volatile Instant now;
    private volatile Duration step = Duration.ZERO;

    public SettableClock(Instant now) {
        this.now = now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public void goOnWithEachReading(Duration step) {
        this.step = step;
    }

    @Override
    public Instant instant() {
        Instant read = now;
        if (!step.isZero()) {
            advance(step);
        }
        return read;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
