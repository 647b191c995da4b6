package dev.zimage.bench;

import dev.zimage.cli.logging.Logging;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engines.Engines;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Server;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// The service as it is, in a process of its own: all checks on, limits out of the way, commits
/// durable, its log written, and an [IdleEngine] with one worker, which takes one task at the start
/// and nothing after.
final class ServiceProcess {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "server.port", "0",
                    "server.shutdown_grace", "0s",
                    "engine.workers", "1",
                    "task.timeout", "24h",
                    "limits.requests_per_minute", "1000000",
                    "limits.tasks_in_flight", "1000000",
                    "queue.capacity", "10000000");

    private ServiceProcess() {}

    /// Takes the data directory.
    public static void main(String[] args) throws InvalidConfigException, InterruptedException {
        DataDirectory data = DataDirectory.open(Path.of(args[0]));
        Config config = new ConfigSources(SETTINGS, Map.of(), data.path(), null).load().config();
        logToNowhere(config);
        ImageEngine engine = new IdleEngine();
        Server server =
                Server.start(
                        config,
                        data,
                        data.lock().orElseThrow(),
                        new Engines(engine, engine),
                        Clock.systemUTC());
        ChildServer.serveUntilToldToStop(server.port(), server::close);
    }

    /// The lines of requests are formatted and written as in a real server, but discarded.
    private static void logToNowhere(Config config) {
        try {
            System.setErr(
                    new PrintStream(
                            new FileOutputStream(ProcessBuilder.Redirect.DISCARD.file()),
                            false,
                            StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
        Logging.apply(config.log());
    }
}
