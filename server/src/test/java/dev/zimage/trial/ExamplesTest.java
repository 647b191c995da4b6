package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.nio.file.Path;
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

    record Example(String file, Language language) {

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                        new Example("curl.sh", Language.CURL),
                        new Example("python_requests.py", Language.PYTHON),
                        new Example("javascript_fetch.mjs", Language.JAVASCRIPT),
                        new Example("go_nethttp/main.go", Language.GO))
                .filter(example -> example.language.isThere());
    }

    @Test
    void curl_is_there_and_so_its_example_is_tried() {
        assertThat(examples()).extracting(Example::file).contains("curl.sh");
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Timeout(600)
    void an_example_submits_polls_and_downloads(Example example) throws Exception {
        Path picture = folder.resolve("picture.jpg");
        try (TestServer server =
                TestServer.start(folder.resolve("data"), TestServer.WHOLE_PICTURES)) {
            Language.Outcome run =
                    run(server, example, "pause: a \"quoted\" café, 日本", picture.toString());

            assertThat(run.code()).as(run.output()).isZero();
            assertThat(ImageIO.read(picture.toFile()))
                    .extracting(image -> image.getWidth() + "x" + image.getHeight())
                    .isEqualTo("864x1152");
            assertThat(server.balance()).isEqualTo(9_996);
            assertThat(server.live().drawn()).containsExactly("pause: a \"quoted\" café, 日本");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Timeout(600)
    void an_example_shows_why_it_was_refused(Example example) throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            Language.Outcome run = run(server, example, " ", folder.resolve("none.jpg").toString());

            assertThat(run.code()).isNotZero();
            assertThat(run.output()).contains("20003").contains("req_");
            assertThat(folder.resolve("none.jpg")).doesNotExist();
        }
    }

    private Language.Outcome run(TestServer server, Example example, String... arguments)
            throws Exception {
        return example.language.run(
                server,
                folder.resolve("output"),
                goCache,
                EXAMPLES.resolve(example.file),
                arguments);
    }
}
