package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.health.StorageHealth;
import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.media.MediaStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the database and the pictures of a server.
final class ServerStorage {

    private static final Logger log = LoggerFactory.getLogger(ServerStorage.class);

    private ServerStorage() {}

    static StorageHealth open(Config config, DataDirectory data, Closer closer) {
        DiskReserve reserve = new DiskReserve(data.reserve(), DiskReserve.DEFAULT_BYTES);
        Database database = closer.opened(openDatabase(data.database(config.database()), reserve));
        MediaStore media = closer.opened(openMedia(config.media().store(), data.media()));
        return closer.opened(new StorageHealth(database, media, reserve));
    }

    /// Opens the pictures. A mistake in the settings ends the start; a store that cannot be reached
    /// does not, for what there is can be served until it comes back.
    private static MediaStore openMedia(MediaStores.Choice chosen, Path usual) {
        try {
            MediaStore store = chosen.open(usual);
            requireConfigured(store);
            return store;
        } catch (MediaStoreException e) {
            throw new UncheckedIOException(inOneLine(e), new IOException(inOneLine(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireConfigured(MediaStore store) throws MediaStoreException {
        try {
            store.check(true);
        } catch (MediaStoreException e) {
            if (e.kind() == MediaStoreException.Kind.MISCONFIGURED) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            // StorageHealth reports the outage, and its end.
        }
    }

    private static String inOneLine(MediaStoreException e) {
        return "the pictures cannot be stored: " + e.getMessage() + "; " + e.remedy();
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
