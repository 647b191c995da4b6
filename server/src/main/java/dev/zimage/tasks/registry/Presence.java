package dev.zimage.tasks.registry;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.Engines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Whether somebody draws, here or in another process. Orders are taken for a while after the last
/// worker is gone, for workers come back. Safe for use by any number of threads.
public final class Presence {

    /// A process that loads a large model, or that is repaired, comes back in less.
    private static final Duration LATELY = Duration.ofHours(1);

    private final Engines engines;
    private final WorkerView workers;
    private final Duration gracePeriod;
    private final Clock clock;

    /// @param gracePeriod how long orders are taken without a worker
    public Presence(Engines engines, WorkerView workers, Duration gracePeriod, Clock clock) {
        this.engines = engines;
        this.workers = workers;
        this.gracePeriod = gracePeriod;
        this.clock = clock;
    }

    /// Nobody draws with an engine.
    ///
    /// @param since the last heartbeat of a worker, [Instant#MIN] when there never was one
    /// @param isOver whether that is too long ago for orders to be taken
    /// @param isFault whether processes with the engine live, but it cannot draw there, for example
    ///   because its servers do not answer
    public record Absence(Instant since, boolean isOver, boolean isFault) {

        /// Whether orders are refused. Workers that are gone may be on their way back; those that
        /// live and cannot draw are like an engine here that cannot.
        public boolean isRefused() {
            return isOver || isFault;
        }
    }

    /// The engines of this process, those of other living processes, and those that others have
    /// drawn with lately.
    public Set<String> engines() {
        Set<String> names = workers.enginesSince(clock.instant().minus(LATELY));
        engines.here().forEach(engine -> names.add(engine.name()));
        return names;
    }

    /// Whether a process draws with this engine now, or loads it.
    public boolean mayDraw(String engine) {
        return engines.here().stream()
                        .filter(here -> here.name().equals(engine))
                        .anyMatch(Presence::mayDraw)
                || workers.mayDraw(engine);
    }

    private static boolean mayDraw(ImageEngine engine) {
        return switch (engine.readiness()) {
            case Readiness.Ready _, Readiness.Loading _ -> true;
            case Readiness.Retrying _, Readiness.Unreachable _, Readiness.Failed _ -> false;
        };
    }

    /// Empty while somebody draws with this engine, or it is in this process.
    public Optional<Absence> absence(String engine) {
        if (!engines.isElsewhere(engine)) {
            return Optional.empty();
        }
        return workers.absentSince(engine)
                .map(since ->
                        new Absence(
                                since,
                                since.isBefore(clock.instant().minus(gracePeriod)),
                                workers.isUnavailable(engine)));
    }
}
