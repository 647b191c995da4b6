package dev.zimage.server;

import dev.zimage.api.Api;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.engines.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. [ServerStart] shows what it consists of.
public final class Server implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Closer closer;
    private final Database database;
    private final Api api;
    private final int port;

    Server(Closer closer, Database database, Api api, int port) {
        this.closer = closer;
        this.database = database;
        this.api = api;
        this.port = port;
    }

    /// Starts a server. When that fails, everything is closed again.
    ///
    /// @param lock on the data directory; the server releases it, also when it does not start
    /// @param engines that draw; the caller closes them
    public static Server start(
            Config config,
            DataDirectory data,
            DataDirectory.Lock lock,
            Engines engines,
            Clock clock) {
        return start(config, data, lock, engines, clock, CheckLoaders.USUAL);
    }

    /// @param loaders of the checks
    static Server start(
            Config config,
            DataDirectory data,
            DataDirectory.Lock lock,
            Engines engines,
            Clock clock,
            CheckLoaders loaders) {
        Closer closer = new Closer();
        closer.opened(lock);
        try {
            return new ServerStart(config, data, engines, clock, closer).run(loaders);
        } catch (IOException e) {
            closer.close();
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    /// The database, for what a first start writes into it.
    public Database database() {
        return database;
    }

    /// The port that the server listens on.
    public int port() {
        return port;
    }

    Api api() {
        return api;
    }

    /// Stops: takes no more orders, lets running tasks finish for the configured grace, puts the
    /// rest back into the queue, then closes everything. Reads are served until the end.
    @Override
    public void close() {
        closer.close();
        log.info("stopped");
    }
}
