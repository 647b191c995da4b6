package dev.zimage.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program as a process of its own, in the Java of this test.
///
/// It starts from a jar and an AOT cache, as an installed one does, which takes half of the
/// processor time. Both are made once for a build, by the first test process that needs them.
public final class TestProgram {

    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final Path BUILDS = Path.of("target", "program").toAbsolutePath();

    private static @Nullable List<String> java;

    private TestProgram() {}

    /// The command line of the program with these arguments.
    public static List<String> command(String... arguments) {
        return command(List.of(), arguments);
    }

    /// @param options of the Java virtual machine, besides the usual ones
    public static synchronized List<String> command(List<String> options, String... arguments) {
        if (java == null) {
            java = prepared();
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(1, options);
        command.add("dev.zimage.cli.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /// A process that knows nothing of the settings of whoever runs the tests.
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("ZIMAGE_"));
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private static List<String> prepared() {
        List<Path> own = List.of(CLASSES, TEST_CLASSES);
        List<Path> all =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(Path::of)
                        .toList();
        List<Path> libraries = all.stream().filter(path -> !own.contains(path)).toList();
        if (!all.contains(CLASSES) || libraries.stream().anyMatch(Files::isDirectory)) {
            return java(List.of(), all); // an AOT cache is for jars only
        }
        try {
            return installed(libraries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> installed(List<Path> libraries)
            throws IOException, InterruptedException {
        Path build = BUILDS.resolve(Integer.toHexString((libraries + listing()).hashCode()));
        Files.createDirectories(build);
        Path jar = build.resolve("server.jar");
        Path cache = build.resolve("server.aot");
        List<Path> path = Stream.concat(Stream.of(jar), libraries.stream()).toList();
        try (FileChannel channel =
                        FileChannel.open(
                                BUILDS.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(cache)) {
                pack(jar);
                train(cache, path);
            }
        }
        return java(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"), path);
    }

    private static List<String> java(List<String> options, List<Path> path) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.add("--enable-native-access=ALL-UNNAMED");
        java.add("-Djava.awt.headless=true");
        java.add("-XX:TieredStopAtLevel=1");
        java.add("-XX:CompileThresholdScaling=3"); // a third of a start is compilation
        java.add("-XX:+UseSerialGC");
        java.addAll(options);
        java.add("-cp");
        java.add(String.join(":", path.stream().map(Path::toString).toList()));
        return java;
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> !file.equals(CLASSES)).sorted().toList();
        }
    }

    /// What tells two builds apart.
    private static String listing() throws IOException {
        StringBuilder listing = new StringBuilder();
        for (Path file : classes()) {
            listing.append(file).append(Files.getLastModifiedTime(file)).append(Files.size(file));
        }
        return listing.toString();
    }

    private static void pack(Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.setLevel(1);
            for (Path file : classes()) {
                String name = CLASSES.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    entries.putNextEntry(new JarEntry(name + "/")); // Flyway looks for folders
                } else {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
    }

    /// Where this fails, the program runs without a cache.
    private static void train(Path cache, List<Path> path)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        java(
                                List.of(
                                        "-XX:+UnlockDiagnosticVMOptions",
                                        "-XX:-AOTRecordTraining",
                                        "-XX:AOTCacheOutput=" + cache),
                                path));
        command.addAll(List.of("dev.zimage.cli.Main", "warm-up"));
        process(command)
                .redirectErrorStream(true)
                .redirectOutput(cache.resolveSibling("training.log").toFile())
                .start()
                .waitFor();
    }
}
