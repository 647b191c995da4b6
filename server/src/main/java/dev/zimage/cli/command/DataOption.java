package dev.zimage.cli.command;

import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--data`, for all commands that work on an installation.
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data directory. Default: $ZIMAGE_DATA, else the folder data beside the launcher.")
    private @Nullable Path given;

    private final CommandContext context;

    public DataOption(CommandContext context) {
        this.context = context;
    }

    /// The folder that was named, or the standard one, whether it is there or not.
    public DataDirectory directory() {
        return new DataDirectory(path().toAbsolutePath().normalize());
    }

    private Path path() {
        Path chosen = given;
        if (chosen != null) {
            return chosen;
        }
        String variable = context.environment().get("ZIMAGE_DATA");
        return variable == null || variable.isBlank()
                ? context.home().resolve("data")
                : Path.of(variable);
    }

    /// The folder, made if need be.
    public DataDirectory create() {
        return DataDirectory.open(path());
    }

    /// Whether the data directory or the configured database has an installation.
    public boolean hasInstallation() {
        DataDirectory data = directory();
        Databases.Choice choice = settings(data).database();
        return !choice.isEmbedded() || data.database(choice).exists();
    }

    /// The database of an installation that exists. The settings say where it is, so the command
    /// line works from any machine that has them.
    DatabaseSource existingDatabase() {
        DataDirectory data = directory();
        Databases.Choice choice = settings(data).database();
        DatabaseSource database = data.database(choice);
        if (!database.exists()) {
            throw choice.isEmbedded() ? noInstallation(data) : emptyDatabase();
        }
        return database;
    }

    /// The settings of the installation, as the server reads them.
    ///
    /// @throws CommandFailure that lists what is wrong with them
    public Config settings() {
        return settings(directory());
    }

    private Config settings(DataDirectory data) {
        try {
            return new ConfigSources(Map.of(), context.environment(), data.path(), null)
                    .load()
                    .config();
        } catch (InvalidConfigException e) {
            throw new CommandFailure(
                    e.problems().stream()
                            .map(problem -> "\n  " + problem)
                            .collect(Collectors.joining("", "the configuration is wrong:", "")));
        }
    }

    private static CommandFailure emptyDatabase() {
        return new CommandFailure(
                "the database of database.url has no installation; start one with `zimage serve`,"
                        + " or correct the setting");
    }

    private static CommandFailure noInstallation(DataDirectory data) {
        if (Files.isDirectory(data.path()) && !Files.isReadable(data.path())) {
            return new CommandFailure(
                    "the data directory "
                            + data.path()
                            + " cannot be read; run this as the user that runs the server");
        }
        return new CommandFailure(
                "there is no installation in "
                        + data.path()
                        + "; start one with `zimage serve`, or name it with --data");
    }
}
