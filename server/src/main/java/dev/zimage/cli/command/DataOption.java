package dev.zimage.cli.command;

import dev.zimage.server.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final CommandContext surroundings;

    public DataOption(CommandContext surroundings) {
        this.surroundings = surroundings;
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
        String variable = surroundings.environment().get("ZIMAGE_DATA");
        return variable == null || variable.isBlank()
                ? surroundings.home().resolve("data")
                : Path.of(variable);
    }

    /// The folder, made if need be.
    public DataDirectory create() {
        return DataDirectory.open(path());
    }

    /// The folder of an installation that is there.
    DataDirectory existing() {
        DataDirectory data = directory();
        if (data.hasDatabase()) {
            return data;
        }
        if (Files.isDirectory(data.path()) && !Files.isReadable(data.path())) {
            throw new CommandFailure(
                    "the data directory "
                            + data.path()
                            + " cannot be read; run this as the user that runs the server");
        }
        throw new CommandFailure(
                "there is no installation in "
                        + data.path()
                        + "; start one with `zimage serve`, or name it with --data");
    }
}
