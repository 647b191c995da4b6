package dev.zimage.cli;

import dev.zimage.server.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--data`, for all commands that work on an installation.
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data directory. Default: $ZIMAGE_DATA, else the folder data beside the launcher.")
    private @Nullable Path given;

    Path path() {
        Path chosen = given;
        return chosen != null ? chosen : standard(System.getenv());
    }

    private static Path standard(Map<String, String> environment) {
        String data = environment.get("ZIMAGE_DATA");
        if (data != null && !data.isBlank()) {
            return Path.of(data);
        }
        return Path.of(System.getProperty("zimage.home", ".")).resolve("data");
    }

    /// The folder, made if need be.
    DataDirectory create() {
        return DataDirectory.open(path());
    }

    /// The folder of an installation that is there.
    DataDirectory existing() {
        Path path = path();
        DataDirectory data = new DataDirectory(path.toAbsolutePath().normalize());
        if (!data.hasDatabase()) {
            throw new CommandFailure(
                    "there is no installation in "
                            + data.path()
                            + "; start one with `zimage serve`, or name it with --data");
        }
        return data;
    }
}
