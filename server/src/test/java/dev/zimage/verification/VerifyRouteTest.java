package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `POST /api/v1/verify` of a server whose engine draws posters.
@SuppressWarnings("NullAway.Init") // set before the first test
class VerifyRouteTest {

    @TempDir static Path folder;

    @AutoClose private static TestServer server;
    private static String task;
    private static byte[] jpeg;
    private static byte[] png;

    @BeforeAll
    static void draw() {
        server =
                TestServer.startWithEngines(
                        folder, Map.of("engine.name", "sketch", "engine.pixels", "331776"));
        task =
                ordered(
                        """
                        {"model":"z-image","prompt":"a lighthouse \\"SLOW LIGHT\\"","seed":7}
                        """);
        jpeg = VerifyCalls.picture(server, server.awaitEnd(task));
        String second =
                ordered(
                        """
                        {"model":"z-image","prompt":"two boats","seed":8,"output_format":"png"}
                        """);
        png = VerifyCalls.picture(server, server.awaitEnd(second));
    }

    private static String ordered(String body) {
        return server.post("/api/v1/images/generations", body).json().path("id").asString();
    }

    private static JsonNode verified(byte[] file, String type) {
        return VerifyCalls.verified(server, type, file);
    }

    @Test
    void a_picture_as_it_was_made_is_known_by_its_credentials() {
        JsonNode report = verified(jpeg, "image/jpeg");

        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("found_by").asString()).isEqualTo("credentials");
        assertThat(report.path("task").asString()).isEqualTo(task);
        assertThat(report.path("model").asString()).isEqualTo("z-image");
        assertThat(report.path("engine").asString()).isEqualTo("sketch");
        assertThat(report.path("created_at").asLong()).isPositive();
        assertThat(report.path("credentials").path("verdict").asString()).isEqualTo("valid");
        assertThat(report.path("credentials").path("issuer").asString()).isNotEmpty();
        assertThat(report.path("changed").asBoolean()).isFalse();
        assertThat(verified(png, "image/png").path("found_by").asString()).isEqualTo("credentials");
    }

    @Test
    void a_picture_without_its_metadata_is_known_by_its_watermark() throws IOException {
        JsonNode report =
                verified(encoded(scaled(decoded(jpeg), 0.8), ImageFormat.PNG), "image/png");

        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("found_by").asString()).isEqualTo("watermark");
        assertThat(report.path("task").asString()).isEqualTo(task);
        assertThat(report.path("engine").asString()).isEqualTo("sketch");
        assertThat(report.path("credentials").path("verdict").asString()).isEqualTo("none");
        assertThat(report.path("changed").asBoolean()).isTrue();
    }

    @Test
    void a_thumbnail_without_a_watermark_is_known_by_its_looks() throws IOException {
        byte[] thumbnail = encoded(scaled(scaled(decoded(jpeg), 0.6), 0.6), ImageFormat.PNG);

        assertThat(verified(thumbnail, "image/png").path("found_by").asString())
                .isEqualTo("fingerprint");
    }

    @Test
    void a_changed_byte_shows() throws IOException {
        byte[] changed = jpeg.clone();
        changed[changed.length - 200] ^= 1;
        JsonNode report = verified(changed, "image/jpeg");

        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("credentials").path("verdict").asString()).isEqualTo("changed");
        assertThat(report.path("credentials").path("valid").asBoolean()).isFalse();
        assertThat(report.path("changed").asBoolean()).isTrue();
    }

    @Test
    void the_task_is_told_to_its_account_only() {
        String key = TestKeys.ofNewAccount(server, "other");
        Reply reply =
                server.send(
                        server.request("/api/v1/verify")
                                .setHeader("Authorization", "Bearer " + key)
                                .header("Content-Type", "image/jpeg")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg)));

        assertThat(reply.json().path("ours").asBoolean()).isTrue();
        assertThat(reply.json().path("task").isNull()).isTrue();
    }

    @Test
    void other_pictures_are_not_ours() throws IOException {
        BufferedImage clouds = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 600 * 400; i++) {
            int x = i % 600;
            int y = i / 600;
            int level = (int) (128 + 60 * Math.sin(x / 31.0) * Math.cos(y / 17.0 + x / 90.0));
            clouds.setRGB(x, y, level << 16 | level << 8 | 90);
        }
        assertThat(verified(encoded(clouds, ImageFormat.PNG), "image/png").toString())
                .isEqualTo(
                        """
                        {"ours":false,"found_by":null,"task":null,"model":null,"engine":null,\
                        "created_at":null,"credentials":{"present":false,"valid":false,\
                        "verdict":"none","issuer":null,"ours":false},"changed":false}\
                        """);
    }

    private static BufferedImage decoded(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static byte[] encoded(BufferedImage image, ImageFormat format) throws IOException {
        return PictureEncoder.encode(image, format);
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        int width = (int) (image.getWidth() * scale);
        int height = (int) (image.getHeight() * scale);
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return scaled;
    }
}
