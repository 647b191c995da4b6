package dev.zimage.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing about this machine or its models is reported to anybody.
class RuntimeTelemetryTest {

    @TempDir Path home;

    /// Where ONNX Runtime reports, it keeps an id of the machine and its events in the user's
    /// cache, and runs programs to find the id, whose complaints would be in the output.
    @Test
    void a_process_that_loads_a_model_keeps_nothing_to_report() throws Exception {
        Path log = home.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + home,
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        LoadingWhileTheProcessEndsTest.Program.class.getName());
        asOnAnOrdinaryMachine(builder.environment());
        Process process =
                builder.directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(log)).containsExactly("loaded before", "loaded after");
        assertThat(files()).containsExactly("log");
    }

    /// Without the variables of a build server, where the runtime is silent by itself.
    private void asOnAnOrdinaryMachine(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.put("HOME", home.toString());
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all
                    .filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .toList()
                    .stream();
        }
    }
}
