package dev.zimage.tasks.registry;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The entry of this process in the registry. [#beat] is to be called every
/// [WorkerRegistry#period].
public final class Registration implements TaskEvents {

    private final WorkerRegistry registry;
    private final String process;
    private final Engines engines;
    private final Instant since;
    private final String host = hostName();
    private final PictureRates rates;

    /// @param process a name that no two starts share
    public Registration(WorkerRegistry registry, String process, Engines engines, Clock clock) {
        this.registry = registry;
        this.process = process;
        this.engines = engines;
        this.since = clock.instant();
        this.rates = new PictureRates(() -> clock.instant().getEpochSecond() / 60);
    }

    private static String hostName() {
        String given = System.getenv("HOSTNAME");
        if (given != null && !given.isBlank()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Override
    public void completed(Task task, Duration took) {
        rates.completed(task, took);
    }

    /// How often to tell.
    public Duration period() {
        return registry.period();
    }

    /// Tells that this process lives.
    public void beat() {
        registry.beat(process, host, since, engines.here().stream().map(this::heartbeat).toList());
    }

    private Heartbeat heartbeat(ImageEngine engine) {
        String name = engine.name();
        return new Heartbeat(
                name,
                state(engine.readiness()),
                engines.workersOf(name),
                rates.anHour(name),
                rates.mean(name));
    }

    private static EngineState state(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready _ -> EngineState.READY;
            case Readiness.Loading _ -> EngineState.LOADING;
            case Readiness.Retrying _, Readiness.Unreachable _, Readiness.Failed _ ->
                    EngineState.UNAVAILABLE;
        };
    }

    /// Tells that this process stops; the last thing it says.
    public void end() {
        registry.stopped(process);
    }
}
