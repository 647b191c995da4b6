package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Pictures to edit as cameras store them: turned, with a number in their Exif that says how.
class TurnedPicturesTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @AutoClose private final EditingInstallation edits = new EditingInstallation();
    private final TestServer server = edits.server();

    /// Red, green, blue and white, from the upper left to the lower right.
    private static BufferedImage upright() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        List<Color> colours = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        for (int i = 0; i < 4; i++) {
            canvas.setColor(colours.get(i));
            canvas.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
        }
        canvas.dispose();
        return picture;
    }

    /// Where a camera stores a pixel of the upright picture, by the table of the Exif standard.
    private static Point stored(int number, int x, int y) {
        int right = WIDTH - 1 - x;
        int up = HEIGHT - 1 - y;
        return switch (number) {
            case 1 -> new Point(x, y);
            case 2 -> new Point(right, y);
            case 3 -> new Point(right, up);
            case 4 -> new Point(x, up);
            case 5 -> new Point(y, x);
            case 6 -> new Point(y, right);
            case 7 -> new Point(up, right);
            case 8 -> new Point(up, x);
            default -> throw new IllegalArgumentException("no orientation: " + number);
        };
    }

    private static BufferedImage turned(int number) {
        boolean lying = number > 4;
        BufferedImage made =
                new BufferedImage(
                        lying ? HEIGHT : WIDTH, lying ? WIDTH : HEIGHT, BufferedImage.TYPE_INT_RGB);
        BufferedImage upright = upright();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                Point to = stored(number, x, y);
                made.setRGB(to.x, to.y, upright.getRGB(x, y));
            }
        }
        return made;
    }

    /// A directory with the width of the picture and its orientation.
    private static byte[] exif(int number, ByteOrder order) {
        return ByteBuffer.allocate(38)
                .order(order)
                .put(
                        (order == ByteOrder.BIG_ENDIAN ? "MM" : "II")
                                .getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0100)
                .putShort((short) 4)
                .putInt(1)
                .putInt(WIDTH)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) number)
                .array();
    }

    private static byte[] inserted(byte[] file, int at, byte[] part) {
        return ByteBuffer.allocate(file.length + part.length)
                .put(file, 0, at)
                .put(part)
                .put(file, at, file.length - at)
                .array();
    }

    private static byte[] jpeg(int number) {
        return jpeg(
                number,
                exif(number, number % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] jpeg(int number, byte[] exif) {
        byte[] segment =
                ByteBuffer.allocate(10 + exif.length)
                        .putShort((short) 0xFFE1)
                        .putShort((short) (8 + exif.length))
                        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                        .put(exif)
                        .array();
        return inserted(SentPictures.encoded(turned(number), "jpeg"), 2, segment);
    }

    private static byte[] png(int number) {
        byte[] exif = exif(number, ByteOrder.BIG_ENDIAN);
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length);
        chunk.putInt(exif.length).put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + exif.length);
        chunk.putInt((int) sum.getValue());
        return inserted(SentPictures.encoded(turned(number), "png"), 33, chunk.array());
    }

    @Test
    void an_exif_that_ends_early_is_left_aside() {
        byte[] whole = exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < whole.length; length++) {
            byte[] file = jpeg(1, Arrays.copyOf(whole, length));
            Reply reply =
                    server.post(
                            "/api/v1/images/generations?dry_run=true",
                            """
                            {"model":"cats","prompt":"a cat","image_urls":[%s]}
                            """
                                    .formatted(quoted("image/jpeg", file)));
            assertThat(reply.status())
                    .as(length + " bytes: " + reply.errorMessage())
                    .isEqualTo(200);
        }
    }

    private static String quoted(String type, byte[] file) {
        return "\"" + SentPictures.dataUrl(type, file) + "\"";
    }

    private List<BufferedImage> sentOf(List<String> urls) {
        Reply reply =
                server.post(
                        "/api/v1/images/generations",
                        """
                        {"model":"cats","prompt":"a cat","image_urls":[%s]}
                        """
                                .formatted(String.join(",", urls)));
        edits.awaitPicture(reply);
        return edits.sent();
    }

    private static void assertUpright(BufferedImage picture, String name) {
        assertThat(picture.getWidth()).as(name).isEqualTo(WIDTH);
        assertThat(picture.getHeight()).as(name).isEqualTo(HEIGHT);
        BufferedImage wanted = upright();
        for (int i = 0; i < 4; i++) {
            int x = WIDTH / 4 + i % 2 * WIDTH / 2;
            int y = HEIGHT / 4 + i / 2 * HEIGHT / 2;
            Color is = new Color(picture.getRGB(x, y));
            Color should = new Color(wanted.getRGB(x, y));
            assertThat(
                            Math.abs(is.getRed() - should.getRed())
                                    + Math.abs(is.getGreen() - should.getGreen())
                                    + Math.abs(is.getBlue() - should.getBlue()))
                    .as("%s at %d, %d: %s", name, x, y, is)
                    .isLessThan(60);
        }
    }

    @Test
    void pictures_of_cameras_stand_upright_at_the_drawing_server() {
        List<String> urls = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            urls.add(quoted("image/jpeg", jpeg(number)));
            urls.add(quoted("image/png", png(number)));
        }

        List<BufferedImage> sent = sentOf(urls);

        assertThat(sent).hasSize(16);
        for (int i = 0; i < 16; i++) {
            assertUpright(sent.get(i), "orientation %d, picture %d".formatted(i / 2 + 1, i));
        }
    }

    @Test
    void a_webp_file_is_turned_too() {
        byte[] file = SentPictures.webp();
        byte[] exif = exif(8, ByteOrder.LITTLE_ENDIAN);
        byte[] chunk =
                ByteBuffer.allocate(8 + exif.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                        .putInt(exif.length)
                        .put(exif)
                        .array();
        byte[] turned = inserted(file, file.length, chunk);
        ByteBuffer.wrap(turned).order(ByteOrder.LITTLE_ENDIAN).putInt(4, turned.length - 8);

        List<BufferedImage> sent =
                sentOf(List.of(quoted("image/webp", file), quoted("image/webp", turned)));

        assertThat(sent.getLast().getWidth()).isEqualTo(sent.getFirst().getHeight());
        assertThat(sent.getLast().getHeight()).isEqualTo(sent.getFirst().getWidth());
    }

    @Test
    void exif_that_does_not_follow_the_format_is_passed_over() {
        byte[] file = png(1);
        byte[] endless = file.clone();
        ByteBuffer.wrap(endless).putInt(41 + 4, Integer.MAX_VALUE);
        byte[] ninth = png(1);
        ninth[33 + 8 + 31] = 9;

        assertThat(sentOf(List.of(quoted("image/png", file)))).hasSize(1);
        assertUpright(sentOf(List.of(quoted("image/png", endless))).getFirst(), "endless");
        assertUpright(sentOf(List.of(quoted("image/png", ninth))).getFirst(), "ninth");
    }
}
