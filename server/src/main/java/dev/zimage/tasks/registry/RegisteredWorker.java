package dev.zimage.tasks.registry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An engine of a process, as its last heartbeat told.
///
/// @param process a name that no two starts share
/// @param host the name of the machine
/// @param state without a heartbeat for a while it says nothing; see [#isAlive]
/// @param atOnce how many pictures it draws at once
/// @param picturesAnHour that it has completed in the last hour
/// @param picture how long a picture took lately, zero when none was completed
/// @param since when the process started
/// @param period how often it tells that it lives
/// @param readyAt the last heartbeat with which it could draw, null for none
public record RegisteredWorker(
        String process,
        String host,
        String engine,
        EngineState state,
        int atOnce,
        int picturesAnHour,
        Duration picture,
        Instant since,
        Duration period,
        Instant lastHeartbeat,
        @Nullable Instant readyAt) {

    private static final int MISSED = 5;

    /// Whether its process runs, as far as is known.
    public boolean isAlive(Instant now) {
        return state != EngineState.STOPPED
                && !now.isAfter(lastHeartbeat.plus(period.multipliedBy(MISSED)));
    }

    /// The state that operators see; `lost` when its heartbeats have stopped.
    public String stateAt(Instant now) {
        return state == EngineState.STOPPED || isAlive(now) ? state.label() : "lost";
    }

    /// Whether it draws, as far as is known.
    public boolean draws(Instant now) {
        return state == EngineState.READY && isAlive(now);
    }
}
