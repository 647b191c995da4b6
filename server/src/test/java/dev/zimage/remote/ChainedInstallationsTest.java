package dev.zimage.remote;

import static dev.zimage.remote.RemoteInstallation.ORDER;
import static dev.zimage.remote.RemoteInstallation.body;
import static dev.zimage.remote.RemoteInstallation.drawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An installation that draws on another one.
class ChainedInstallationsTest {

    @AutoClose private final RemoteInstallation remote = new RemoteInstallation();

    @Test
    void one_installation_draws_through_another_and_pays_once(@TempDir Path other)
            throws IOException {
        TestServer behind =
                TestServer.startWithEngines(
                        other,
                        Map.of(
                                "engine.name", "sketch",
                                "engine.pixels", "65536",
                                "provenance.watermark", "false"));
        remote.closeAtTheEnd(behind);
        Path key = Files.writeString(other.resolve("key"), behind.liveKey() + "\n");
        TestServer server =
                remote.server(
                        "engine.pixels", "65536",
                        "provenance.watermark", "false",
                        "engines.behind.kind", "jobs",
                        "engines.behind.preset", "reapi",
                        "engines.behind.url", behind.url(""),
                        "engines.behind.api_key_file", key.toString(),
                        "models.z-image.engine", "behind");

        JsonNode task =
                drawn(
                        server,
                        server.post(
                                ORDER, body("z-image", ",\"output_format\":\"png\",\"seed\":7")));
        JsonNode itself =
                drawn(
                        behind,
                        behind.post(
                                ORDER, body("z-image", ",\"output_format\":\"png\",\"seed\":7")));

        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(behind.balance()).isEqualTo(10_000 - 2 * 4);
        assertThat(pixels(server, task)).isEqualTo(pixels(behind, itself));
    }

    private static int[] pixels(TestServer server, JsonNode task) throws IOException {
        byte[] file = server.get(task.at("/output/image_urls/0").asString()).raw().body();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        return picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
