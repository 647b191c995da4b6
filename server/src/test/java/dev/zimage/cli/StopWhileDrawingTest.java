package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program, in a process of its own, told to stop while the model computes. Its command
/// line is longer than the runtime takes on an ordinary stack.
class StopWhileDrawingTest {

    private static final int BY_SIGTERM = 128 + 15;
    private static final int PARTS = 3;

    @TempDir Path folder;

    @Test
    void a_generation_that_is_told_to_stop_ends_at_once_and_in_order() throws Exception {
        Path weights = TinyModel.unpack(folder.resolve("model"));
        Path picture = folder.resolve("fox.png");
        Process process =
                start(
                        List.of(
                                "generate",
                                "fox ".repeat(249),
                                "--steps=100",
                                "--width=1024",
                                "--height=1024",
                                "--weights=" + weights,
                                "-o",
                                picture.toString()));

        awaitLoading(weights.resolve("prepared"), process);
        process.destroy();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(BY_SIGTERM);
        assertThat(picture).doesNotExist();
        assertThat(crashes()).isEmpty();
    }

    private Process start(List<String> arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        java.toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-Djava.awt.headless=true",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dfiller=" + "x".repeat(8_000),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "dev.zimage.cli.Main"),
                                arguments.stream())
                        .toList();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /// Waits until the weights are prepared, and a moment more: the drawing then has a minute to
    /// go.
    private static void awaitLoading(Path prepared, Process process) throws Exception {
        while (manifests(prepared) < PARTS) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(50);
        }
        Thread.sleep(1_500);
    }

    private static long manifests(Path prepared) throws IOException {
        if (!Files.isDirectory(prepared)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(prepared)) {
            return files.filter(file -> file.toString().endsWith(".manifest")).count();
        }
    }

    /// What the JVM leaves when native code crashed.
    private List<Path> crashes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .toList();
        }
    }
}
