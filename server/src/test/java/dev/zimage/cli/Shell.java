package dev.zimage.cli;

import dev.zimage.accounts.Credits;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.ServerLifetime;
import dev.zimage.cli.server.FirstStart;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.MigratedFile;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Server;
import dev.zimage.server.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Types commands in this process, as an operator of the installation in a folder would.
public final class Shell {

    public static final Instant START = Instant.parse("2030-01-31T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private final Clock clock;
    private boolean terminal;
    private String answers = "";
    private ServerLifetime attendance = Shell::greetAndStop;

    /// What a command left behind.
    record Result(int code, String out, String err, ByteArrayOutputStream stream) {

        /// What went to standard output as bytes.
        byte[] bytes() {
            return stream.toByteArray();
        }

        JsonNode json() {
            return new JsonMapper().readTree(out);
        }

        /// The lines on standard output.
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Shell(Path folder) {
        this(folder, new SettableClock(START));
    }

    Shell(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        environment.put("ZIMAGE_DATA", folder.toString());
    }

    /// One in a folder with a new installation.
    static Shell installed(Path folder) {
        Shell shell = new Shell(folder);
        shell.install();
        return shell;
    }

    /// Makes the installation: the account `default` with 10,000 credits, a live and a test key.
    FirstStart.Keys install() {
        DataDirectory data = DataDirectory.open(folder);
        MigratedFile.copyTo(data.databaseFile());
        try (Database database = data.database(Databases.Choice.EMBEDDED).open()) {
            return FirstStart.prepare(database, clock, new Credits(10_000)).orElseThrow();
        }
    }

    Shell watched() {
        terminal = true;
        return this;
    }

    /// Types this when a command asks.
    Shell answering(String text) {
        answers = text;
        return this;
    }

    /// Does something while a server runs that a command starts.
    Shell attending(ServerLifetime other) {
        attendance = other;
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    /// Types words with one blank between them.
    Result type(String words) {
        return run(words.split(" ", -1));
    }

    /// Types words and then some that may have blanks.
    Result type(String words, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(words.split(" ", -1)));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private static void greetAndStop(ServerLifetime.Started started) {
        try (Server _ = started.server()) {
            started.greeting().run();
        }
    }

    private Result run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Main.commandLine(
                                new CommandContext(
                                        clock,
                                        environment,
                                        folder,
                                        new ByteArrayInputStream(
                                                answers.getBytes(StandardCharsets.UTF_8)),
                                        bytes,
                                        stream -> terminal,
                                        attendance),
                                words)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err));
        int code = Main.run(line, words);
        return new Result(code, out.toString(), err.toString(), bytes);
    }
}
