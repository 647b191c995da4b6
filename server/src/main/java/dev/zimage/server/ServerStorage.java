package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.health.StorageHealth;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the database and the pictures of a server.
final class ServerStorage {

    private static final Logger log = LoggerFactory.getLogger(ServerStorage.class);

    private ServerStorage() {}

    static StorageHealth open(Config config, DataDirectory data, Closer closer) {
        DiskReserve reserve = new DiskReserve(data.reserve(), DiskReserve.DEFAULT_BYTES);
        Database database = closer.opened(openDatabase(data.database(config.database()), reserve));
        MediaStore media = closer.opened(MediaStores.openForServer(config.media(), data));
        return closer.opened(new StorageHealth(database, media, reserve));
    }

    /// Opens the database. A full disk must not keep a server from starting, for it can still serve
    /// what there is: then the reserve is given up.
    private static Database openDatabase(DatabaseSource source, DiskReserve reserve) {
        try {
            return source.open();
        } catch (StorageException e) {
            boolean full =
                    e.failure() == StorageFailure.FULL || e.failure() == StorageFailure.UNWRITABLE;
            if (full && release(reserve)) {
                log.error("the disk is full: gave up the reserve to open the database");
                return source.open();
            }
            throw e;
        }
    }

    private static boolean release(DiskReserve reserve) {
        try {
            return reserve.release();
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory cannot be used", e);
        }
    }
}
