package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the documentation against a running server, knowing only its address and a key.
/// Those are run whose language is on this machine.
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples").toAbsolutePath();

    @TempDir static Path goCache;

    @TempDir Path folder;

    /// @param probe tells whether the language is there
    record Example(String file, List<String> probe, List<String> command) {

        @Override
        public String toString() {
            return file;
        }

        boolean canRun() {
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
    }

    static Stream<Example> examples() {
        return Stream.of(
                        new Example("curl.sh", List.of("curl", "--version"), List.of("sh")),
                        new Example(
                                "python_requests.py",
                                List.of("python3", "-c", "import requests"),
                                List.of("python3")),
                        new Example(
                                "javascript_fetch.mjs",
                                List.of("node", "-e", "fetch"),
                                List.of("node")),
                        new Example(
                                "go_nethttp/main.go",
                                List.of("go", "version"),
                                List.of("go", "run")))
                .filter(Example::canRun);
    }

    @Test
    void curl_is_there_and_so_its_example_is_tried() {
        assertThat(examples()).extracting(Example::file).contains("curl.sh");
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Timeout(200)
    void an_example_submits_polls_and_downloads(Example example) throws Exception {
        Path picture = folder.resolve("picture.jpg");
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            Run run = run(server, example, "pause: a \"quoted\" café, 日本", picture.toString());

            assertThat(run.code).as(run.output).isZero();
            assertThat(ImageIO.read(picture.toFile()))
                    .extracting(image -> image.getWidth() + "x" + image.getHeight())
                    .isEqualTo("864x1152");
            assertThat(server.balance()).isEqualTo(9_996);
            assertThat(server.live().drawn()).containsExactly("pause: a \"quoted\" café, 日本");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Timeout(200)
    void an_example_shows_why_it_was_refused(Example example) throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            Run run = run(server, example, " ", folder.resolve("none.jpg").toString());

            assertThat(run.code).isNotZero();
            assertThat(run.output).contains("20003").contains("req_");
            assertThat(folder.resolve("none.jpg")).doesNotExist();
        }
    }

    private record Run(int code, String output) {}

    private Run run(TestServer server, Example example, String... arguments) throws Exception {
        List<String> command =
                Stream.of(
                                example.command.stream(),
                                Stream.of(EXAMPLES.resolve(example.file).toString()),
                                Stream.of(arguments))
                        .flatMap(parts -> parts)
                        .toList();
        File output = folder.resolve("output").toFile();
        ProcessBuilder builder =
                Installation.process(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("ZIMAGE_URL", server.url(""));
        builder.environment().put("ZIMAGE_KEY", server.liveKey());
        builder.environment().put("GOCACHE", goCache.toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("NO_PROXY", "127.0.0.1");
        builder.environment().put("no_proxy", "127.0.0.1");
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(output.toPath()));
    }
}
