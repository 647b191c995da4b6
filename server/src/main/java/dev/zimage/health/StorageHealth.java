package dev.zimage.health;

import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the database, the media store and the disk can take orders. It learns from each call
/// that fails and checks them once a second, so it notices an outage before an order does, and its
/// end without a restart. Reading the state costs a few field reads. Safe for use by any number of
/// threads.
public final class StorageHealth implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StorageHealth.class);

    private static final Outage FULL =
            new Outage(
                    StoragePart.DISK, StorageFailure.FULL.meaning(), StorageFailure.FULL.remedy());
    private static final String NO_MEDIA = "pictures cannot be stored";
    private static final String NO_FOLDER =
            "make the folder of the pictures writable for the user of the server";

    /// Whether a damaged database is intact again can only be found by reading all of it.
    private static final Duration BETWEEN_WHOLE_LOOKS = Duration.ofSeconds(10);

    private final Database database;
    private final MediaStore media;
    private final FreeSpace space;
    private final Map<StoragePart, Outage> outages = new ConcurrentHashMap<>();
    private final PeriodicLook databaseLook;
    private final PeriodicLook filesLook;
    private volatile @Nullable StorageFailure lastFailure;
    private volatile boolean storingFailed;
    private long wholeLookAt;

    /// Checks the files once; [#start] begins the periodic checks.
    public StorageHealth(Database database, MediaStore media, DiskReserve reserve) {
        this.database = new WatchedDatabase(database, this::databaseFailed);
        this.media = new WatchedMedia(media, this::storingFailed);
        this.space = new FreeSpace(reserve, media);
        this.databaseLook = new PeriodicLook("database-look", this::lookAtDatabase);
        this.filesLook = new PeriodicLook("media-look", this::lookAtFiles);
        lookAtFiles();
    }

    public void start() {
        databaseLook.start();
        filesLook.start();
    }

    /// The database, whose failures are recorded here.
    public Database database() {
        return database;
    }

    /// The media store, whose failures are recorded here.
    public MediaStore media() {
        return media;
    }

    /// Whether orders can be stored and pictures can be started.
    public boolean isGood() {
        return outages.isEmpty() && !databaseLook.hangs() && !filesLook.hangs();
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
        return Stream.of(
                        new TreeMap<>(outages).values().stream(),
                        hanging(databaseLook, StoragePart.DATABASE),
                        hanging(filesLook, StoragePart.MEDIA))
                .flatMap(some -> some);
    }

    private static Stream<Outage> hanging(PeriodicLook look, StoragePart part) {
        return look.hangs()
                ? Stream.of(
                        new Outage(
                                part,
                                "the " + part.label() + " does not answer",
                                part == StoragePart.MEDIA
                                        ? "look at the disk or the server of media.store"
                                        : "look at the disk"))
                : Stream.empty();
    }

    private void lookAtDatabase() {
        if (lastFailure == StorageFailure.CORRUPT && System.nanoTime() - wholeLookAt < 0) {
            return;
        }
        try {
            database.check(lastFailure);
            lastFailure = null;
            end(StoragePart.DATABASE);
        } catch (StorageException e) {
            wholeLookAt = System.nanoTime() + BETWEEN_WHOLE_LOOKS.toNanos();
            databaseFailed(e);
        }
    }

    private void databaseFailed(StorageException e) {
        StorageFailure failure = e.failure();
        switch (failure) {
            case REJECTED, CLOSED -> {
                return;
            }
            case FULL -> full(e);
            case UNWRITABLE -> {
                full(e);
                begin(outage(failure), e);
            }
            case BUSY,
                    READ_ONLY,
                    UNREADABLE,
                    GONE,
                    NO_LIBRARY,
                    CORRUPT,
                    UNREACHABLE,
                    REFUSED,
                    NO_DATABASE,
                    FORBIDDEN,
                    STANDBY,
                    SERVER_FULL,
                    OVERLOADED,
                    UNCERTAIN ->
                    begin(outage(failure), e);
        }
        lastFailure = failure;
    }

    private static Outage outage(StorageFailure failure) {
        return new Outage(StoragePart.DATABASE, failure.meaning(), failure.remedy());
    }

    private void lookAtFiles() {
        try {
            media.check(storingFailed);
            storingFailed = false;
            end(StoragePart.MEDIA);
        } catch (IOException e) {
            storingFailed(e);
        }
        if (!space.look()) {
            begin(FULL, null);
        } else if (!storingFailed) {
            end(StoragePart.DISK);
        }
        space.keepReserve();
    }

    private void storingFailed(IOException e) {
        storingFailed = true;
        if (DiskReserve.isDiskFull(e)) {
            full(e);
        } else {
            begin(mediaOutage(e), e);
        }
    }

    private static Outage mediaOutage(IOException e) {
        String remedy = e instanceof MediaStoreException known ? known.remedy() : NO_FOLDER;
        return new Outage(StoragePart.MEDIA, NO_MEDIA, remedy);
    }

    private void full(Exception cause) {
        space.writeFailed();
        begin(FULL, cause);
    }

    private void begin(Outage outage, @Nullable Exception cause) {
        if (!outage.equals(outages.put(outage.part(), outage))) {
            log.error(
                    "no orders are taken: {}{}; {}",
                    outage.reason(),
                    cause == null ? "" : " (" + word(cause) + ")",
                    outage.remedy());
        }
    }

    private void end(StoragePart part) {
        if (outages.remove(part) != null) {
            log.info("the {} can be used again", part.label());
        }
    }

    /// The message of the innermost cause, unless ours is more specific.
    private static String word(Throwable failure) {
        if (failure instanceof MediaStoreException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(20)
                        .reduce(failure, (outer, inner) -> inner);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /// Stops the checks. The last known state remains.
    @Override
    public void close() {
        databaseLook.close();
        filesLook.close();
    }
}
