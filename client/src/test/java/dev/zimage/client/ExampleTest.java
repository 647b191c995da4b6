package dev.zimage.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example of the documentation, compiled and run as its readers would.
@Timeout(400)
@SuppressWarnings("NullAway.Init") // the folder is set before each test
class ExampleTest {

    @TempDir Path folder;
    private Path pictures;

    @BeforeEach
    void setUp() {
        pictures = folder.resolve("pictures");
    }

    private record Run(int code, String output) {}

    @Test
    void ten_pictures_are_drawn_at_once() throws Exception {
        try (RealServer server = new RealServer(folder.resolve("data"));
                ZImageClient client = server.client()) {
            Run run = run(server, "a red boat");

            assertThat(run.code).as(run.output).isZero();
            try (Stream<Path> files = Files.list(pictures)) {
                assertThat(files).hasSize(10);
            }
            assertThat(ImageIO.read(pictures.resolve("10.jpg").toFile()).getHeight())
                    .isEqualTo(1152);
            assertThat(client.balance()).isEqualTo(10_000 - 10 * 4);
        }
    }

    @Test
    void it_says_why_there_are_none() throws Exception {
        try (RealServer server = new RealServer(folder.resolve("data"))) {
            Run run = run(server, " ");

            assertThat(run.code).isEqualTo(1);
            assertThat(run.output).contains("20003").contains("req_").doesNotContain("\tat ");
        }
    }

    private Run run(RealServer server, String prompt) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        Path.of("..", "docs", "examples", "TenPictures.java").toString(),
                        prompt,
                        pictures.toString());
        builder.environment().put("ZIMAGE_URL", server.address().toString());
        builder.environment().put("ZIMAGE_KEY", server.key());
        int code =
                builder.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
        return new Run(code, Files.readString(output));
    }
}
