package dev.zimage.client;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.Database;
import dev.zimage.engines.Engines;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Server;
import dev.zimage.sketch.SketchEngine;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/// The real server on a free port, with an account of 10,000 credits. Its models `cats`, which
/// edits pictures, and `dogs`, which has no price, are drawn by the engine of the tests.
final class RealServer implements AutoCloseable {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final ShiftedClock clock = new ShiftedClock();
    private final Server server;
    private final String key;

    RealServer(Path folder) {
        DataDirectory data = DataDirectory.open(folder);
        this.server = start(data);
        this.key = key("default", 10_000);
    }

    private Server start(DataDirectory data) {
        Map<String, String> settings =
                Map.of(
                        "server.port", "0",
                        "engine.workers", "2",
                        "engines.gpu.kind", "openai",
                        "engines.gpu.url", "http://127.0.0.1:1",
                        "models.cats.engine", "gpu",
                        "models.cats.price", "0.02",
                        "models.cats.inputs", "text, image",
                        "models.dogs.engine", "gpu");
        try {
            return Server.start(
                    new ConfigSources(settings, Map.of(), data.path(), null).load().config(),
                    data,
                    data.lock().orElseThrow(),
                    new Engines(engine, new SketchEngine()),
                    clock);
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The key of a new account with so many credits.
    String key(String name, long credits) {
        Database database = server.database();
        Accounts accounts = Accounts.open(database, clock, new SecureRandom());
        Account account = accounts.create(name).orElseThrow();
        if (credits > 0) {
            accounts.ledger().grant(account.id(), new Credits(credits), "test");
        }
        return accounts.keys().create(account.id(), "test", Mode.LIVE, null).secret().reveal();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    String key() {
        return key;
    }

    ScriptedEngine engine() {
        return engine;
    }

    void advance(Duration duration) {
        clock.shift = clock.shift.plus(duration);
    }

    ZImageClient client() {
        return ZImageClient.create(address(), key);
    }

    /// A client with the key of a new account with so many credits.
    ZImageClient clientOf(String account, long credits) {
        return ZImageClient.create(address(), key(account, credits));
    }

    @Override
    public void close() {
        engine.letGo(1_000);
        server.close();
    }

    /// The real time and something more.
    private static final class ShiftedClock extends Clock {

        private volatile Duration shift = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
