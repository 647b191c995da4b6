package dev.zimage.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.onnx.Session.Matrices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is told to end while a model is being loaded, and is held back until that is
/// done.
class LoadingWhileTheProcessEndsTest {

    @TempDir Path folder;

    /// Loads a graph when the other shutdown hooks have long run: that of ONNX Runtime's Java
    /// binding among them, which gives the environment up.
    static final class Program {

        private Program() {}

        @SuppressWarnings("SystemOut") // the test reads it
        public static void main(String[] arguments) {
            load("before");
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .unstarted(() -> {
                                        pause();
                                        load("after");
                                    }));
            System.exit(0);
        }

        private static void pause() {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void load(String when) {
            Graph graph = new Graph("double");
            Value x = graph.input("x", ElementType.FLOAT, "n");
            graph.output("y", x.times(2), ElementType.FLOAT, "n");
            Path nowhere = Path.of("");
            Session.load("double", graph, nowhere, Matrices.PACKED, RuntimeOptions.withThreads(1))
                    .close();
            System.out.println("loaded " + when);
        }
    }

    @Test
    void a_model_is_loaded_to_its_end() throws Exception {
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(log)).containsExactly("loaded before", "loaded after");
        assertThat(process.exitValue()).isZero();
    }
}
