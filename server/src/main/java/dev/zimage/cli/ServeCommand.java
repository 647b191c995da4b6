package dev.zimage.cli;

import dev.zimage.accounts.Credits;
import dev.zimage.config.BaseUrl;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.Database;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.sketch.SketchEngine;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Server;
import dev.zimage.tasks.Engines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `zimage serve`: runs the server until it is told to stop.
@Command(
        name = "serve",
        description = {
            "Run the server until it is told to stop (Ctrl-C, SIGTERM).",
            "On an empty data directory it makes the account `default` and prints its keys once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    private final Clock clock;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on. Default: 127.0.0.1, this machine only.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on, 0 for any that is free. Default: 8080.")
    private @Nullable String port;

    @Option(
            names = "--engine",
            paramLabel = "auto|sketch",
            description = "What draws. Default: auto, the best that is installed.")
    private @Nullable String engine;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this file in place of zimage.properties in the data directory.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set any key of docs/configuration.md; can be repeated.")
    private Map<String, String> settings = new HashMap<>();

    ServeCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        DataDirectory directory = data.create();
        Config loaded =
                new ConfigSources(flags(), System.getenv(), directory.path(), config)
                        .load()
                        .config();
        Logging.apply(loaded.log());
        DataDirectory.Lock lock =
                directory
                        .lock()
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "another server runs on "
                                                + directory.path()
                                                + "; stop it, or name another folder with"
                                                + " --data"));
        Optional<FirstStart.Keys> keys = firstStart(directory, loaded);
        try (ImageEngine sketch = new SketchEngine()) {
            serve(
                    Server.start(loaded, directory, lock, new Engines(sketch, sketch), clock),
                    loaded,
                    keys);
        }
        return 0;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>(settings);
        put(flags, "server.host", host);
        put(flags, "server.port", port);
        put(flags, "engine.name", engine);
        return flags;
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }

    private Optional<FirstStart.Keys> firstStart(DataDirectory directory, Config loaded) {
        try (Database database = directory.openDatabase()) {
            return FirstStart.prepare(
                    database, clock, new Credits(loaded.account().initialCredits()));
        }
    }

    private void serve(Server server, Config loaded, Optional<FirstStart.Keys> keys)
            throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    server.close();
                                    stopped.countDown();
                                }));
        Greeting.print(out(), url(loaded, server.port()), keys);
        stopped.await();
    }

    private static String url(Config loaded, int port) {
        return loaded.server()
                .publicUrl()
                .orElseGet(() -> BaseUrl.ofListener(loaded.server().host(), port))
                .toString();
    }

    private PrintWriter out() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return command.commandLine().getOut();
    }
}
