package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.SourceType;
import dev.zimage.provenance.container.MalformedFileException;
import dev.zimage.provenance.container.PictureContainer;
import dev.zimage.provenance.container.PictureContainer.EmbeddedBox;
import dev.zimage.provenance.credentials.ContentCredentials;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.TestServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Manifests of ours and of others in files that they were not made for, all of one size and with
/// no other metadata.
@SuppressWarnings("NullAway.Init") // set before the first test
class SwappedManifestTest {

    private static final PictureContainer JPEG = PictureContainer.of(ImageFormat.JPEG);

    @TempDir static Path folder;
    @TempDir static Path others;

    @AutoClose private static TestServer server;
    private static byte[] boat;
    private static byte[] tower;

    @BeforeAll
    static void draw() throws IOException {
        server =
                TestServer.startWithEngines(
                        folder, Map.of("engine.name", "sketch", "engine.pixels", "147456"));
        boat = drawn("two red boats on the sea", 8);
        tower = drawn("a lighthouse in the snow", 7);
    }

    private static byte[] drawn(String prompt, int seed) {
        String order =
                """
                {"model":"z-image","prompt":"%s","seed":%d}
                """
                        .formatted(prompt, seed);
        return VerifyCalls.drawn(server, order);
    }

    private static BufferedImage pixels(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    /// A file of these pixels with the manifest of another file.
    private static byte[] with(byte[] manifestOf, BufferedImage pixels) throws IOException {
        EmbeddedBox manifest = JPEG.findJumbf(manifestOf).orElseThrow();
        byte[] plain = PictureEncoder.encode(pixels, ImageFormat.JPEG);
        return PictureContainer.insert(plain, JPEG.place(plain), JPEG.jumbf(manifest.box()));
    }

    private static JsonNode verified(byte[] file) {
        return VerifyCalls.verified(server, "image/jpeg", file);
    }

    private static String verdict(JsonNode report) {
        return report.path("credentials").path("verdict").asString();
    }

    private static BufferedImage clouds(BufferedImage like) {
        BufferedImage clouds =
                new BufferedImage(like.getWidth(), like.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < clouds.getHeight(); y++) {
            for (int x = 0; x < clouds.getWidth(); x++) {
                int level = (int) (128 + 60 * Math.sin(x / 31.0) * Math.cos(y / 17.0 + x / 90.0));
                clouds.setRGB(x, y, level << 16 | level << 8 | 90);
            }
        }
        return clouds;
    }

    @Test
    void a_manifest_of_ours_in_a_picture_that_is_not_ours_is_swapped() throws IOException {
        JsonNode report = verified(with(boat, clouds(pixels(boat))));

        assertThat(verdict(report)).isEqualTo("swapped");
        assertThat(report.path("ours").asBoolean()).isFalse();
        assertThat(report.path("task").isNull()).isTrue();
    }

    @Test
    void a_manifest_of_ours_in_another_picture_of_ours_is_swapped() throws IOException {
        JsonNode report = verified(with(boat, pixels(tower)));

        assertThat(verdict(report)).isEqualTo("swapped");
        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("changed").asBoolean()).isTrue();
        assertThat(report.path("task").asString())
                .isEqualTo(verified(tower).path("task").asString());
    }

    @Test
    void a_picture_that_was_painted_on_or_scaled_is_changed() throws IOException {
        BufferedImage painted = pixels(boat);
        Graphics2D g = painted.createGraphics();
        g.setColor(Color.BLACK);
        g.fillRect(0, painted.getHeight() * 7 / 8, painted.getWidth(), painted.getHeight() / 8);
        g.dispose();
        BufferedImage scaled = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        scaled.createGraphics().drawImage(pixels(boat), 0, 0, 300, 300, null);

        assertThat(verdict(verified(with(boat, painted)))).isEqualTo("changed");
        assertThat(verdict(verified(with(boat, scaled)))).isEqualTo("changed");
    }

    @Test
    void the_middle_of_a_picture_is_changed() throws IOException {
        BufferedImage whole = pixels(boat);
        int width = whole.getWidth();
        int height = whole.getHeight();
        BufferedImage middle = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        middle.createGraphics()
                .drawImage(
                        whole.getSubimage(width / 10, height / 10, width * 8 / 10, height * 8 / 10),
                        0,
                        0,
                        width,
                        height,
                        null);

        assertThat(verdict(verified(with(boat, middle)))).isEqualTo("changed");
    }

    @Test
    void a_manifest_of_somebody_else_is_named_as_such() throws Exception {
        assertThat(verified(boat).path("credentials").path("ours").asBoolean()).isTrue();

        JsonNode report = verified(signedByOthers(clouds(pixels(boat))));
        assertThat(verdict(report)).isEqualTo("valid");
        assertThat(report.path("credentials").path("ours").asBoolean()).isFalse();
        assertThat(report.path("ours").asBoolean()).isFalse();
        assertThat(report.path("changed").asBoolean()).isFalse();
    }

    @Test
    void a_picture_of_ours_that_somebody_else_signed_is_changed() throws Exception {
        JsonNode report = verified(signedByOthers(pixels(boat)));

        assertThat(verdict(report)).isEqualTo("valid");
        assertThat(report.path("credentials").path("ours").asBoolean()).isFalse();
        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("found_by").asString()).isEqualTo("watermark");
        assertThat(report.path("changed").asBoolean()).isTrue();
    }

    @Test
    void a_manifest_that_was_forged_leaves_a_changed_picture_of_ours() throws IOException {
        byte[] forged = boat.clone();
        String text = new String(forged, StandardCharsets.ISO_8859_1);
        forged[text.indexOf("xmp:iid:") + 8] ^= 1;
        JsonNode report = verified(forged);

        assertThat(verdict(report)).isEqualTo("bad_signature");
        assertThat(report.path("ours").asBoolean()).isTrue();
        assertThat(report.path("changed").asBoolean()).isTrue();
    }

    private static byte[] signedByOthers(BufferedImage pixels)
            throws IOException, MalformedFileException {
        SigningIdentity identity =
                SigningIdentity.open(new IdentityFile(others), server.clock(), new SecureRandom());
        byte[] plain = PictureEncoder.encode(pixels, ImageFormat.JPEG);
        Receipt receipt =
                new Receipt(
                        "task_1",
                        "z-image",
                        "z-image",
                        "",
                        "int8",
                        8,
                        0,
                        7,
                        new ImageSize(pixels.getWidth(), pixels.getHeight()),
                        "zimage 0.1.0",
                        server.clock().instant(),
                        null,
                        null);
        return new ContentCredentials(identity)
                .sign(
                        plain,
                        new byte[0],
                        ImageFormat.JPEG,
                        SourceType.TRAINED_ALGORITHMIC_MEDIA,
                        receipt);
    }
}
