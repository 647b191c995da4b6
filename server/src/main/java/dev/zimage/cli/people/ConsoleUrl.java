package dev.zimage.cli.people;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.origin.BaseUrl;
import dev.zimage.server.RunningServer;
import dev.zimage.text.QuotedText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--url`, for commands that print a link into the console.
public final class ConsoleUrl {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The URL under which browsers reach the server. Default: that of the server"
                            + " that runs, else as the configuration says.")
    private @Nullable String given;

    private final CommandContext context;

    public ConsoleUrl(CommandContext context) {
        this.context = context;
    }

    /// What links begin with.
    ///
    /// @throws picocli.CommandLine.ParameterException when what was given is no such URL
    String base(DataOption data, CommandOutput streams) throws InvalidConfigException {
        String chosen = given;
        if (chosen != null) {
            return BaseUrl.parse(chosen)
                    .orElseThrow(() ->
                            streams.wrong(
                                    "--url has the form http[s]://host[:port], not "
                                            + QuotedText.of(chosen)))
                    .toString();
        }
        Optional<RunningServer> running = RunningServer.of(data.directory());
        return running.isPresent() ? running.get().url().toString() : configured(data);
    }

    private String configured(DataOption data) throws InvalidConfigException {
        Config.ServerSettings server =
                new ConfigSources(Map.of(), context.environment(), data.directory().path(), null)
                        .load()
                        .config()
                        .server();
        return server.url(server.port()).toString();
    }
}
