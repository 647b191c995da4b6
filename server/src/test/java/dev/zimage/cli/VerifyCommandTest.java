package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {

    @TempDir Path folder;
    @TempDir Path pictures;

    private final Map<String, String> sketch =
            Map.of("engine.name", "sketch", "engine.pixels", "147456");

    @Test
    void pictures_of_the_installation_are_told_from_others() throws IOException {
        Path ours = pictures.resolve("ours.jpg");
        Path copy = pictures.resolve("copy.png");
        Path other = pictures.resolve("other.png");
        Path text = pictures.resolve("text.png");
        String task;
        try (TestServer server = TestServer.startWithEngines(folder, sketch)) {
            task = server.submitted("a lighthouse at night");
            JsonNode ended = server.awaitEnd(task);
            String url = ended.path("output").path("image_urls").get(0).asString();
            Files.write(ours, server.get(url).raw().body());
        }
        ImageIO.write(ImageIO.read(ours.toFile()), "png", copy.toFile());
        ImageIO.write(
                new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png", other.toFile());
        Files.writeString(text, "hello");
        Shell shell = new Shell(folder, Clock.systemUTC());

        Shell.Result both = shell.type("verify --json " + ours + " " + copy);
        assertThat(both.code()).isZero();
        assertThat(both.json().findValuesAsString("found_by"))
                .containsExactly("credentials", "watermark");
        assertThat(both.json().findValuesAsString("task")).containsExactly(task, task);
        assertThat(both.json().path(0).path("changed").asBoolean()).isFalse();

        Shell.Result table = shell.type("verify " + ours + " " + other);
        assertThat(table.code()).isEqualTo(3);
        assertThat(table.lines().get(0)).startsWith("FILE");
        assertThat(table.lines().get(1)).contains("yes", "credentials", "sketch", task);
        assertThat(table.lines().get(2)).contains("no");

        Shell.Result wrong = shell.type("verify " + text);
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("text.png is no JPEG, PNG or WebP picture");

        Shell.Result some = shell.type("verify " + text + " " + ours + " " + folder + "/none.png");
        assertThat(some.code()).isEqualTo(1);
        assertThat(some.lines()).hasSize(2);
        assertThat(some.lines().get(1)).contains("ours.jpg", "credentials");
        assertThat(some.err()).contains("text.png is no JPEG", "there is no file " + folder);
        JsonNode json = shell.type("verify --json " + text + " " + ours).json();
        assertThat(json.path(0).path("error").asString()).contains("is no JPEG");
        assertThat(json.path(1).path("error").isNull()).isTrue();
        assertThat(json.path(1).path("ours").asBoolean()).isTrue();
    }

    @Test
    void pictures_of_generate_are_known_where_no_server_has_run() throws IOException {
        Path ours = pictures.resolve("ours.png");
        Path copy = pictures.resolve("copy.jpg");
        Shell shell = new Shell(folder, Clock.systemUTC());
        assertThat(shell.type("verify " + ours).err()).contains("there is no installation in");
        assertThat(shell.type("generate boat --width 384 --height 384 -o " + ours).code()).isZero();
        BufferedImage pixels = ImageIO.read(ours.toFile());
        ImageIO.write(pixels, "jpg", copy.toFile());

        Shell.Result both = shell.type("verify --json " + ours + " " + copy);

        assertThat(both.code()).isZero();
        assertThat(both.json().findValuesAsString("found_by"))
                .containsExactly("credentials", "watermark");
        assertThat(folder).isDirectoryNotContaining("glob:**.db");
    }

    @Test
    void a_device_without_an_end_is_not_read_for_ever() throws IOException {
        try (TestServer server = TestServer.startWithEngines(folder, sketch)) {
            assertThat(server.balance()).isPositive();
        }
        Shell.Result endless = new Shell(folder, Clock.systemUTC()).type("verify /dev/zero");
        assertThat(endless.code()).isEqualTo(1);
        assertThat(endless.err()).contains("/dev/zero has more than 100 MiB");
    }
}
