package dev.zimage.cli;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.ServerLifetime;
import dev.zimage.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `zimage warm-up`: does once what the program usually does, in a folder of its own, while the JVM
/// learns for its ahead-of-time cache. What runs here is in that cache and starts fast.
@Command(
        name = "warm-up",
        description = "Run through what the program does, to train the JVM's start-up cache.",
        hidden = true)
final class WarmUpCommand implements Callable<Integer> {

    private static final ServerLifetime NONE = started -> {};

    private final Clock clock;

    WarmUpCommand(CommandContext context) {
        this.clock = context.clock();
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("zimage-warm-up-");
        try {
            warmUp(folder);
        } finally {
            delete(folder);
        }
        return 0;
    }

    /// Goes through the same door as an operator, with settings that are nobody's.
    private void warmUp(Path folder) {
        ServerLifetime operating =
                started -> {
                    try (Server _ = started.server()) {
                        started.greeting().run();
                        operate(folder, started.url());
                    }
                };
        run(folder, operating, "serve --port 0 --engine sketch --set log.level=warn");
    }

    private void operate(Path folder, String url) {
        String create = "keys create --account default --name warm-up ";
        new TypicalRequests(
                        url,
                        run(folder, NONE, create + "--expires 30d"),
                        run(folder, NONE, create + "--test"))
                .send();
        for (String command :
                List.of(
                        "keys list",
                        "keys revoke key_1",
                        "accounts create other",
                        "accounts list --json",
                        "accounts suspend other",
                        "accounts resume other",
                        "credits grant --account other 5",
                        "ledger",
                        "generate mountains -o picture.jpg",
                        "--help")) {
            run(folder, NONE, command.replace("picture", folder.resolve("picture").toString()));
        }
    }

    /// Runs a command in silence.
    ///
    /// @return what it printed
    private String run(Path folder, ServerLifetime attendance, String command) {
        CommandContext context =
                new CommandContext(
                        clock,
                        Map.of("ZIMAGE_DATA", folder.toString()),
                        folder,
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        stream -> false,
                        attendance);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = command.split(" ", -1);
        CommandLine line = Main.commandLine(context, words);
        int code = Main.run(line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), words);
        if (code != 0) {
            throw new CommandFailure("warming up failed at `" + command + "`: " + err);
        }
        return out.toString().strip();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
