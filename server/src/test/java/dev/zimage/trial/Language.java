package dev.zimage.trial;

import dev.zimage.server.TestProgram;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A language of the programs in the documentation, and how one of them is run: knowing only the
/// address of a server and a key.
@SuppressWarnings("ImmutableEnumChecker") // lists that are copied
enum Language {
    CURL(List.of("curl", "--version"), List.of("sh")),
    PYTHON(List.of("python3", "-c", "import requests"), List.of("python3")),
    JAVASCRIPT(List.of("node", "-e", "fetch"), List.of("node")),
    GO(List.of("go", "version"), List.of("go", "run")),
    JAVA(List.of(java(), "-version"), List.of(java()));

    private final List<String> probe;
    private final List<String> command;

    record Outcome(int code, String output) {}

    /// @param probe tells whether the language is there
    Language(List<String> probe, List<String> command) {
        this.probe = List.copyOf(probe);
        this.command = List.copyOf(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// Whether this machine has the language.
    boolean isThere() {
        try {
            Process process =
                    new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs a program to its end.
    ///
    /// @param output what it says is put there
    /// @param cache for what Go compiles
    Outcome run(TestServer server, Path output, Path cache, Path program, String... arguments)
            throws Exception {
        List<String> words =
                Stream.of(command.stream(), Stream.of(program.toString()), Stream.of(arguments))
                        .flatMap(parts -> parts)
                        .toList();
        ProcessBuilder builder =
                TestProgram.process(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "ZIMAGE_URL",
                                server.url(""),
                                "ZIMAGE_KEY",
                                server.liveKey(),
                                "GOCACHE",
                                cache.toString(),
                                "PYTHONIOENCODING",
                                "utf-8",
                                "NO_PROXY",
                                "127.0.0.1",
                                "no_proxy",
                                "127.0.0.1"));
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(output));
    }
}
