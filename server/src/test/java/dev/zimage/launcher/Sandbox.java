package dev.zimage.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A clone in a folder of its own, with the real launcher and stand-ins for what it calls. The
/// copied launcher asks for a Java that no machine has, so that it finds the stand-ins alone.
final class Sandbox {

    static final int JAVA = 925;

    private static final String FAKE_JAVA =
            """
            #!/bin/sh
            for arg; do
                case $arg in
                    -XX:AOTCacheOutput=*)
                        [ ! -f "$HOME/untrainable" ] || exit 3
                        echo cache >"${arg#*=}"
                        echo trained >>"$HOME/trainings"
                        exit ;;
                    serve)
                        trap 'echo stopped; exit 0' TERM
                        echo $$
                        while :; do sleep 0.1; done ;;
                esac
            done
            { locale charmap; locale | grep LC_TIME; } >"$HOME/locale" 2>/dev/null
            echo "$0"
            for arg; do echo "<$arg>"; done
            """;

    private static final String FAKE_MAVEN =
            """
            #!/bin/sh
            if [ "$1" = -v ]; then
                cat "$HOME/maven-version"
                exit
            fi
            echo "${0##*/}" >>"$HOME/builds"
            echo "noise of the build"
            echo "[INFO] Building zimage 1.2.3                                    [1/3]"
            echo "[INFO] Building zimage engine 1.2.3                             [2/3]"
            echo "[INFO] Building zimage server 1.2.3                             [3/3]"
            [ ! -f "$HOME/slow" ] || sleep 1
            if [ -f "$HOME/broken" ]; then
                echo "[ERROR] a semicolon is missing"
                exit 1
            fi
            for arg; do
                case $arg in
                    -Dzimage.app=*) touch "${arg#*=}/zimage-server.jar" "${arg#*=}/zimage-bench.jar" ;;
                esac
            done
            """;

    final Path clone;
    final Path home;
    private final Path tools;

    Sandbox(Path folder) throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        home = Files.createDirectories(folder.resolve("home"));
        tools = Files.createDirectories(folder.resolve("bin"));
        String script = Files.readString(Path.of("../zimage"));
        executable(clone.resolve("zimage"), script.replace("NEEDS=25 ", "NEEDS=" + JAVA + " "));
        executable(clone.resolve("mvnw"), FAKE_MAVEN);
        executable(tools.resolve("mvn"), FAKE_MAVEN);
        maven("3.9.9");
        write("pom.xml", "  <version>1.2.3</version>\n");
        write("engine/src/main/java/Engine.java", "");
        write("server/src/main/java/Server.java", "");
    }

    /// What a command printed and how it ended.
    record Outcome(int status, String out, String err) {}

    void maven(String version) throws IOException {
        Files.writeString(home.resolve("maven-version"), "Apache Maven " + version + "\n");
    }

    Path write(String file, String text) throws IOException {
        Path path = clone.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    void flag(String name) throws IOException {
        Files.writeString(home.resolve(name), "");
    }

    /// How often something was done, from a file with a line for each time.
    List<String> times(String what) throws IOException {
        Path file = home.resolve(what);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Path jdk(String folder, int version) throws IOException {
        Path jdk = runtime(folder, version);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    Path runtime(String folder, int version) throws IOException {
        Path java = home.resolve(folder);
        Files.createDirectories(java.resolve("bin"));
        executable(java.resolve("bin/java"), FAKE_JAVA);
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"Some One\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        return java;
    }

    /// A package of the program, with a stand-in for its Java.
    Path installed() throws IOException {
        Path folder = home.resolve("installed");
        var _ = runtime("installed/runtime", JAVA);
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("app"));
        Files.copy(clone.resolve("zimage"), folder.resolve("bin/zimage"));
        Files.writeString(folder.resolve("app/zimage-server.jar"), "");
        Files.writeString(
                folder.resolve("release"),
                "VERSION=4.5.6\nCOMMIT=abc\nBUILT=2026-01-01T00:00:00Z\n");
        return folder;
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    Outcome run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return outcome(start(environment, command));
    }

    Process start(Map<String, String> environment, String... command) throws IOException {
        return start(clone.resolve("zimage"), environment, command);
    }

    Process start(Path script, Map<String, String> environment, String... command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of(script.toString()), Stream.of(command)).toList());
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", home.toString());
        variables.put("PATH", tools + ":/usr/bin:/bin");
        variables.put("ZIMAGE_AOT", "off");
        variables.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.directory(home.toFile());
        return builder.start();
    }

    /// Reads a command to its end; one that hangs is killed, which its caller sees as an error.
    static Outcome outcome(Process process) throws IOException, InterruptedException {
        CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(process::destroyForcibly);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, err);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
