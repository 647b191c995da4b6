package dev.zimage.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only by sleeping, at once.
final class SteppingClock implements ClientClock {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L); // it overflows
    private final List<Duration> slept = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void sleep(Duration duration) {
        slept.add(duration);
        now.addAndGet(duration.toNanos());
    }

    List<Duration> slept() {
        return slept;
    }
}
