package dev.zimage.trial;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.TestProgram;
import dev.zimage.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A data directory and the real program on it: a process of its own, which can be stopped, killed
/// and started again. It draws small pictures.
final class InstalledServer implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("is ready on (\\S+)");
    private static final Pattern SETUP = Pattern.compile("http\\S+/setup\\?token=\\S+");
    private static final Pattern LIVE_KEY = Pattern.compile("rk_live_\\w{40}");

    private final Path data;
    private final Path log;
    private final List<String> options;
    private final UnaryOperator<List<String>> wrapper;
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable Process process;
    private volatile String url = "";
    private volatile String liveKey = "";
    private volatile String setupLink = "";

    /// @param folder that is there
    /// @param options of `serve`
    InstalledServer(Path folder, String... options) {
        this(folder.resolve("data"), folder.resolve("log"), command -> command, options);
    }

    /// @param wrapper makes the command line that is run from the one of the program
    InstalledServer(Path data, Path log, UnaryOperator<List<String>> wrapper, String... options) {
        this.data = data;
        this.log = log;
        this.options = List.of(options);
        this.wrapper = wrapper;
    }

    /// For tests whose tasks are in flight for a while: one worker, and a picture takes three times
    /// as long as usual here.
    static InstalledServer slow(Path folder) {
        return new InstalledServer(
                folder, "--set", "engine.workers=1", "--set", "engine.pixels=442368");
    }

    /// Sets an environment variable for the next starts.
    InstalledServer with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// Starts the program and waits until it says that it is ready.
    InstalledServer start() {
        List<String> command =
                TestProgram.command(
                        "serve", "--data", data.toString(), "--port", "0", "--engine", "sketch");
        command.addAll(List.of("--set", "engine.pixels=" + TestServer.SMALL_PICTURES));
        command.addAll(options);
        try {
            ProcessBuilder builder =
                    TestProgram.process(wrapper.apply(command))
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(variables);
            Process started = builder.start();
            process = started;
            awaitReady(started);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        String line;
        while ((line = out.readLine()) != null) {
            Matcher key = LIVE_KEY.matcher(line);
            if (key.find()) {
                liveKey = key.group();
            }
            Matcher setup = SETUP.matcher(line);
            if (setup.find()) {
                setupLink = setup.group();
            }
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                url = ready.group(1);
                return;
            }
        }
        throw new AssertionError("the program ended before it was ready: " + log());
    }

    private Process running() {
        return Objects.requireNonNull(process, "not started");
    }

    /// Ends the process at once, as `kill -9` does.
    void kill() {
        running().destroyForcibly();
        await();
    }

    /// Asks the process to stop, as `kill` does, and waits until it has.
    ///
    /// @return the exit code
    int terminate() {
        running().destroy();
        return await();
    }

    /// Asks the process to stop and does not wait.
    void beginToStop() {
        running().destroy();
    }

    int await() {
        Process ending = running();
        try {
            if (!ending.waitFor(3, TimeUnit.MINUTES)) {
                ending.destroyForcibly();
                throw new AssertionError("the process did not end: " + log());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ending.exitValue();
    }

    long pid() {
        return running().pid();
    }

    /// Where the program listens; it changes with each start.
    String url() {
        return url;
    }

    /// The live key of the first start.
    String liveKey() {
        return liveKey;
    }

    /// The printed link for the first operator.
    String setupLink() {
        return setupLink;
    }

    Path data() {
        return data;
    }

    /// All that the program has logged.
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The database, beside the program or without it. Whoever opens it closes it.
    Database openDatabase() {
        return DataDirectory.open(data).database(Databases.Choice.EMBEDDED).open();
    }

    @Override
    public void close() {
        Process left = process;
        if (left != null && left.isAlive()) {
            left.destroyForcibly();
            await();
        }
    }
}
