package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
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
        jpeg = picture(server.awaitEnd(task));
        String second =
                ordered(
                        """
                        {"model":"z-image","prompt":"two boats","seed":8,"output_format":"png"}
                        """);
        png = picture(server.awaitEnd(second));
    }

    private static String ordered(String body) {
        return server.post("/api/v1/images/generations", body).json().path("id").asString();
    }

    private static byte[] picture(JsonNode ended) {
        String url = ended.path("output").path("image_urls").get(0).asString();
        return server.get(url).raw().body();
    }

    private static Reply verify(byte[] file, String type) {
        return server.send(
                server.request("/api/v1/verify")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private static JsonNode verified(byte[] file, String type) {
        Reply reply = verify(file, type);
        assertThat(reply.status()).as(reply.raw().toString()).isEqualTo(200);
        return reply.json();
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

    @Test
    void what_is_no_picture_is_refused() {
        assertRefused(verify("hello".getBytes(StandardCharsets.UTF_8), "image/png"), 400, "JPEG");
        assertRefused(verify(new byte[0], "image/png"), 400, "empty");
        assertRefused(verify(jpeg, "application/json"), 415, "image/jpeg");
        assertRefused(verify(Arrays.copyOf(png, 60), "image/png"), 400, "damaged");
        assertRefused(verify(new byte[(16 << 20) + 1], "image/png"), 413, "larger");
    }

    @Test
    void a_header_of_900_megapixels_is_refused_before_any_pixel_is_read() {
        assertRefused(verify(header(30_000, 30_000, new byte[0]), "image/png"), 400, "30000x30000");
    }

    @Test
    void what_unpacks_to_more_than_the_header_says_is_not_unpacked() throws IOException {
        ByteArrayOutputStream zeros = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(zeros)) {
            for (int i = 0; i < 200; i++) {
                deflater.write(new byte[1 << 22]);
            }
        }
        byte[] bomb = header(64, 64, zeros.toByteArray());
        assertThat(verified(bomb, "image/png").path("ours").asBoolean()).isFalse();
        assertRefused(verify(header(9_000, 9_000, zeros.toByteArray()), "image/png"), 400, "50");
    }

    /// Each scan would take a visit to every block of the picture.
    @Test
    void a_small_jpeg_with_thousands_of_scans_is_refused_before_any_is_read() {
        assertRefused(verify(scans(jpeg, 60_000), "image/jpeg"), 400, "scans");
    }

    /// A JPEG file that has its first scan, without its content, so many times.
    private static byte[] scans(byte[] file, int count) {
        int at = indexOf(file, (byte) 0xDA);
        int length = 2 + (file[at + 2] << 8 | file[at + 3]);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.write(file, 0, at);
        for (int i = 0; i < count; i++) {
            made.write(file, at, length);
        }
        made.write(file, at + length, file.length - at - length);
        return made.toByteArray();
    }

    private static int indexOf(byte[] file, byte marker) {
        int at = 2;
        while (file[at + 1] != marker) {
            at += 2 + (((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF));
        }
        return at;
    }

    @Test
    void a_webp_that_ends_before_its_pixels_is_refused_and_not_filled_up() {
        assertRefused(verify(webp(4_000, 4_000), "image/webp"), 400, "damaged");
        assertRefused(verify(webp(7_000, 7_000), "image/webp"), 400, "at most 17 megapixels");
    }

    /// A lossless WebP file of this size, with the code of its colours and next to none of them.
    private static byte[] webp(int width, int height) {
        byte[] content = new byte[500];
        Arrays.fill(content, (byte) 0x55);
        return ByteBuffer.allocate(25 + content.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(17 + content.length + 1)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(5 + content.length)
                .put((byte) 0x2f)
                .putInt(width - 1 | (height - 1) << 14)
                .put(content)
                .array();
    }

    private static void assertRefused(Reply reply, int status, String text) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorMessage()).contains(text);
    }

    /// A PNG file of this size whose pixels are these.
    private static byte[] header(int width, int height, byte[] pixels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.writeBytes(
                chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(width)
                                .putInt(height)
                                .put(new byte[] {8, 2, 0, 0, 0})
                                .array()));
        file.writeBytes(chunk("IDAT", pixels));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length).put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) crc.getValue()).array();
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
