package dev.zimage.cli.batch;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.origin.BaseUrl;
import dev.zimage.text.QuotedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server draws a batch, and with which key.
final class BatchOptions {

    private static final String USUAL_URL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server. Default: $ZIMAGE_URL, else " + USUAL_URL + ".")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key. Default: $ZIMAGE_KEY, which other users of the machine cannot see.")
    private @Nullable String key;

    @Option(names = "--key-file", paramLabel = "FILE", description = "A file with the API key.")
    private @Nullable Path keyFile;

    String base(CommandContext context, CommandOutput streams) {
        String variable = context.environment().getOrDefault("ZIMAGE_URL", "");
        String chosen = url == null ? variable : url;
        return BaseUrl.parse(chosen.isBlank() ? USUAL_URL : chosen.strip())
                .orElseThrow(() ->
                        streams.wrong(
                                "--url or $ZIMAGE_URL has the form http[s]://host[:port], not "
                                        + QuotedText.of(chosen)))
                .toString();
    }

    String key(CommandContext context, CommandOutput streams) {
        Path file = keyFile;
        String chosen = key;
        if (file != null) {
            chosen = read(file, streams);
        } else if (chosen == null) {
            chosen = environmentKey(context.environment());
        }
        String stripped = chosen.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw streams.wrong(
                    "name an API key with $ZIMAGE_KEY, --key-file or --key; `zimage keys create`"
                            + " makes one");
        }
        return stripped;
    }

    private static String environmentKey(Map<String, String> environment) {
        return environment.getOrDefault("ZIMAGE_KEY", "");
    }

    private static String read(Path file, CommandOutput streams) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw streams.wrong("--key-file " + file + " cannot be read: " + e);
        }
    }
}
