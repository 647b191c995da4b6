package dev.zimage.tasks.registry;

import dev.zimage.database.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registered workers for those who ask often: read once a second at most. Safe for use by any
/// number of threads.
public final class WorkerView {

    private static final Logger log = LoggerFactory.getLogger(WorkerView.class);
    private static final long NANOS_FRESH = Duration.ofSeconds(1).toNanos();

    private final WorkerRegistry registry;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile List<RegisteredWorker> workers = List.of();
    private volatile boolean known;
    private volatile long staleAt = System.nanoTime();

    public WorkerView(WorkerRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// How many pictures all living processes draw at once with an engine; 0 when none is known.
    public int workersOf(String engine) {
        return drawing(engine).mapToInt(RegisteredWorker::atOnce).sum();
    }

    /// How long a picture of an engine took lately, over all living processes.
    public Optional<Duration> pictureOf(String engine) {
        return drawing(engine)
                .map(RegisteredWorker::picture)
                .filter(Duration::isPositive)
                .min(Duration::compareTo);
    }

    private Stream<RegisteredWorker> drawing(String engine) {
        Instant now = clock.instant();
        return workers().stream()
                .filter(worker -> worker.engine().equals(engine) && worker.draws(now));
    }

    /// Whether another process draws with an engine, or loads it. Read anew, like [#enginesSince].
    ///
    /// @throws StorageException when the workers cannot be read
    boolean mayDraw(String engine) {
        Instant now = clock.instant();
        List<RegisteredWorker> others = registry.isShared() ? registry.all() : List.of();
        return others.stream()
                .filter(worker -> worker.engine().equals(engine) && worker.isAlive(now))
                .anyMatch(worker -> worker.state() != EngineState.UNAVAILABLE);
    }

    /// Since when nobody draws with an engine, as far as is known: [Instant#MIN] when nobody ever
    /// did, empty while somebody does.
    public Optional<Instant> absentSince(String engine) {
        if (drawing(engine).findAny().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                workers().stream()
                        .filter(worker -> worker.engine().equals(engine))
                        .map(RegisteredWorker::readyAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(Instant.MIN));
    }

    /// Whether processes with this engine live, and it can be used in none of them.
    boolean isUnavailable(String engine) {
        Instant now = clock.instant();
        List<RegisteredWorker> alive =
                workers().stream()
                        .filter(worker -> worker.engine().equals(engine) && worker.isAlive(now))
                        .toList();
        return !alive.isEmpty()
                && alive.stream().allMatch(worker -> worker.state() == EngineState.UNAVAILABLE);
    }

    /// The engines of living processes, whether they can draw now or not, and those with which a
    /// process could draw since this time. Empty where a process is alone: the entries are those of
    /// its earlier starts, whose engines it may no longer have. Read anew: what was read before a
    /// failure must not make an engine look gone.
    ///
    /// @throws StorageException when the workers cannot be read
    public Set<String> enginesSince(Instant time) {
        Instant now = clock.instant();
        List<RegisteredWorker> others = registry.isShared() ? registry.all() : List.of();
        return others.stream()
                .filter(worker -> {
                    Instant ready = worker.readyAt();
                    return worker.isAlive(now) || (ready != null && ready.isAfter(time));
                })
                .map(RegisteredWorker::engine)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<RegisteredWorker> workers() {
        if (System.nanoTime() - staleAt >= 0 && turnToRead()) {
            try {
                workers = registry.all();
                known = true;
            } catch (StorageException e) {
                log.debug("the workers could not be read: {}", e.failure().meaning());
            } finally {
                staleAt = System.nanoTime() + NANOS_FRESH;
                reading.unlock();
            }
        }
        return workers;
    }

    /// Whoever comes first waits for what there is; later, one thread reads and the others take
    /// what was read before.
    private boolean turnToRead() {
        if (known) {
            return reading.tryLock();
        }
        reading.lock();
        return true;
    }
}
