package dev.zimage.cli.server;

import dev.zimage.accounts.Credits;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.ProcessEnd;
import dev.zimage.cli.command.ServerLifetime;
import dev.zimage.cli.logging.Logging;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.config.LoadedConfig;
import dev.zimage.database.StorageException;
import dev.zimage.engines.EngineFleet;
import dev.zimage.engines.Engines;
import dev.zimage.engines.LoadLog;
import dev.zimage.people.OneTimeLink;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.LostDatabase;
import dev.zimage.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage serve`: runs the server until it is told to stop.
@Command(
        name = "serve",
        description = {
            "Run the server until it is told to stop (Ctrl-C, SIGTERM).",
            "On an empty data directory it makes the account `default` and prints its keys once."
        },
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final CommandContext context;

    @Mixin private final DataOption data;

    @Mixin private CommandOutput streams = new CommandOutput();

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
            names = "--role",
            paramLabel = "all|api|worker",
            description =
                    "Only take orders (api), only draw (worker), or do both (all). Default: all.")
    private @Nullable String role;

    @Option(
            names = "--engine",
            paramLabel = "auto|sketch|z-image",
            description = "What draws. Default: auto, the model when one is installed.")
    private @Nullable String engine;

    @Option(
            names = "--weights",
            paramLabel = "DIR",
            description =
                    "The folder of a model. Default: models/z-image-turbo, else models/z-image, in"
                            + " the data directory.")
    private @Nullable String weights;

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

    @Option(
            names = "--new-database",
            description =
                    "Start with a new database when the old one is gone; files that it left are"
                            + " moved aside.")
    private boolean newDatabase;

    public ServeCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        DataDirectory directory = data.create();
        LoadedConfig read =
                new ConfigSources(flags(), context.environment(), directory.path(), config).load();
        Config loaded = read.config();
        Logging.apply(loaded.log());
        read.notices().forEach(log::warn);
        try (DataDirectory.Lock lock = lock(directory)) {
            requireDatabase(directory, loaded);
            if (directory.isOpenToOthers()) {
                log.warn(
                        "others can look into {}: chmod 700 {}",
                        directory.path(),
                        directory.path());
            }
            serve(loaded, directory, lock);
        }
        return 0;
    }

    private static DataDirectory.Lock lock(DataDirectory directory) {
        return directory
                .lock()
                .orElseThrow(() ->
                        new CommandFailure(
                                "another server runs on "
                                        + directory.path()
                                        + "; stop it, or name another folder with --data"));
    }

    private void serve(Config loaded, DataDirectory directory, DataDirectory.Lock lock)
            throws InterruptedException {
        if (!loaded.server().role().draws()) {
            serveForOthers(loaded, directory, lock);
            return;
        }
        EngineFleet fleet = fleet(loaded, directory);
        try (ProcessEnd _ = new ProcessEnd(() -> {}); // who attends closes the server
                Engines engines = fleet.open(new LoadLog())) {
            Server server = Server.start(loaded, directory, lock, engines, context.clock());
            fleet.usable().log();
            context.attendance().attend(started(server, loaded, fleet.usable().announcement()));
        }
    }

    private void serveForOthers(Config loaded, DataDirectory directory, DataDirectory.Lock lock)
            throws InterruptedException {
        String engine = EngineFleet.usualName(loaded);
        try (ProcessEnd _ = new ProcessEnd(() -> {});
                Engines engines = EngineFleet.elsewhere(loaded)) {
            Server server = Server.start(loaded, directory, lock, engines, context.clock());
            context.attendance()
                    .attend(started(server, loaded, "Workers draw, with engine " + engine + "."));
        }
    }

    private void requireDatabase(DataDirectory directory, Config loaded) {
        if (!loaded.database().isEmbedded()) {
            return;
        }
        if (newDatabase
                && directory.database(loaded.database()).exists()
                && LostDatabase.in(directory).isEmpty()) {
            throw new CommandFailure(
                    directory.path() + " has a database; --new-database is for one that is gone");
        }
        LostDatabase.in(directory).ifPresent(this::replace);
    }

    private void replace(LostDatabase lost) {
        if (!newDatabase) {
            throw new CommandFailure(
                    lost.finding()
                            + "; put it back or restore a backup (docs/operations.md), or start"
                            + " afresh with --new-database");
        }
        try {
            log.warn("what is left of the lost database is in {}", aside(lost));
        } catch (IOException e) {
            throw new UncheckedIOException("what is left of the database cannot be moved", e);
        }
    }

    private Path aside(LostDatabase lost) throws IOException {
        return lost.setAside(context.clock().instant());
    }

    /// The keys of a first start are made when the server runs: they are shown once, and a start
    /// that fails must not use that up.
    private ServerLifetime.Started started(Server server, Config loaded, String engine) {
        try {
            boolean takesOrders = loaded.server().role().takesOrders();
            Optional<FirstStart.Keys> keys =
                    takesOrders
                            ? FirstStart.prepare(
                                    server.database(),
                                    context.clock(),
                                    new Credits(loaded.account().initialCredits()))
                            : Optional.empty();
            Optional<OneTimeLink> operatorLink =
                    takesOrders ? operatorLink(server) : Optional.empty();
            String url = loaded.server().url(server.port()).toString();
            return new ServerLifetime.Started(
                    server,
                    url,
                    () -> Greeting.print(streams.out(), url, keys, operatorLink, engine));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// A database that cannot be written must not keep a server from starting.
    private Optional<OneTimeLink> operatorLink(Server server) {
        try {
            return FirstStart.operatorLink(server.database(), context.clock());
        } catch (StorageException e) {
            log.warn("no link for the first operator: {}", e.failure().meaning());
            return Optional.empty();
        }
    }

    private static EngineFleet fleet(Config loaded, DataDirectory directory) {
        EngineFleet fleet = EngineFleet.of(directory.engineSettings(loaded));
        fleet.problem()
                .ifPresent(reason -> {
                    throw new CommandFailure(reason);
                });
        return fleet;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>(settings);
        put(flags, "server.host", host);
        put(flags, "server.port", port);
        put(flags, "server.role", role);
        put(flags, "engine.name", engine);
        put(flags, "engine.weights", weights);
        return flags;
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
