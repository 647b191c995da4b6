package dev.zimage.health;

import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the database can take orders: checks it once a second and records each call that fails.
/// Safe for use by any number of threads.
final class DatabaseMonitor implements AutoCloseable {

    /// Whether a damaged database is intact again can only be found by reading all of it.
    private static final Duration BETWEEN_FULL_CHECKS = Duration.ofSeconds(10);

    private final Database database;
    private final DiskMonitor disk;
    private final Outages outages;
    private final PeriodicCheck checks = new PeriodicCheck("database-check", this::check);
    private volatile @Nullable StorageFailure lastFailure;
    private long fullCheckAt;

    DatabaseMonitor(Database database, DiskMonitor disk, Outages outages) {
        this.database = new WatchedDatabase(database, this::failed);
        this.disk = disk;
        this.outages = outages;
    }

    /// The database, whose failures are recorded here.
    Database database() {
        return database;
    }

    void start() {
        checks.start();
    }

    private void check() {
        if (lastFailure == StorageFailure.CORRUPT && System.nanoTime() - fullCheckAt < 0) {
            return;
        }
        try {
            database.check(lastFailure);
            lastFailure = null;
            outages.end(StoragePart.DATABASE);
        } catch (StorageException e) {
            fullCheckAt = System.nanoTime() + BETWEEN_FULL_CHECKS.toNanos();
            failed(e);
        }
    }

    private void failed(StorageException e) {
        StorageFailure failure = e.failure();
        switch (failure) {
            // A locked row is in the way of some changes; the database takes the others.
            case REJECTED, CLOSED, LOCKED -> {
                return;
            }
            case FULL -> disk.writeFailed(e);
            case UNWRITABLE -> {
                disk.writeFailed(e);
                outages.begin(outage(failure), e);
            }
            case BUSY,
                    READ_ONLY,
                    UNREADABLE,
                    GONE,
                    NO_LIBRARY,
                    CORRUPT,
                    UNREACHABLE,
                    REFUSED,
                    NOT_ADMITTED,
                    UNTRUSTED,
                    NO_DATABASE,
                    FORBIDDEN,
                    STANDBY,
                    SERVER_FULL,
                    OVERLOADED,
                    UNCERTAIN ->
                    outages.begin(outage(failure), e);
        }
        lastFailure = failure;
    }

    private static Outage outage(StorageFailure failure) {
        return new Outage(StoragePart.DATABASE, failure.meaning(), failure.remedy());
    }

    /// An outage if the database does not answer at all.
    Optional<Outage> hanging() {
        return checks.hangs()
                ? Optional.of(Outage.unanswered(StoragePart.DATABASE, "look at the disk"))
                : Optional.empty();
    }

    @Override
    public void close() {
        checks.close();
    }
}
