package dev.zimage.health;

import dev.zimage.database.Database;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the database, the media store and the disk can take orders. It learns from each call
/// that fails and checks them once a second, so it notices an outage before an order does, and its
/// end without a restart. Reading the state costs a few field reads. Safe for use by any number of
/// threads.
public final class StorageHealth implements AutoCloseable {

    private final Outages outages = new Outages();
    private final DatabaseMonitor database;
    private final MediaMonitor media;

    /// Checks the files once; [#start] begins the periodic checks.
    public StorageHealth(Database database, MediaStore media, DiskReserve reserve) {
        DiskMonitor disk = new DiskMonitor(reserve, media, outages);
        this.database = new DatabaseMonitor(database, disk, outages);
        this.media = new MediaMonitor(media, disk, outages);
        this.media.check();
    }

    public void start() {
        database.start();
        media.start();
    }

    /// The database, whose failures are recorded here.
    public Database database() {
        return database.database();
    }

    /// The media store, whose failures are recorded here.
    public MediaStore media() {
        return media.media();
    }

    /// Whether orders can be stored and pictures can be started.
    public boolean isGood() {
        return outages.isEmpty() && database.hanging().isEmpty() && media.hanging().isEmpty();
    }

    /// Why orders cannot be stored; empty when they can.
    public Optional<Outage> outage() {
        return isGood() ? Optional.empty() : all().findFirst();
    }

    /// Why a part does not work; empty when it does.
    public Optional<Outage> outage(StoragePart part) {
        return all().filter(outage -> outage.part() == part).findFirst();
    }

    private Stream<Outage> all() {
        return Stream.of(outages.all(), database.hanging().stream(), media.hanging().stream())
                .flatMap(some -> some);
    }

    /// Stops the checks. The last known state remains.
    @Override
    public void close() {
        database.close();
        media.close();
    }
}
