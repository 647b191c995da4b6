package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files that are refused, before they take time or memory.
class UnverifiableFilesTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static byte[] drawn(String format) {
        return VerifyCalls.drawn(
                SERVER.get(),
                """
                {"model":"z-image","prompt":"a boat","output_format":"%s"}
                """
                        .formatted(format));
    }

    private static Reply verify(String type, byte[] file) {
        return VerifyCalls.verify(SERVER.get(), type, file);
    }

    @Test
    void what_is_no_picture_is_refused() {
        assertRefused(verify("image/png", "hello".getBytes(StandardCharsets.UTF_8)), 400, "JPEG");
        assertRefused(verify("image/png", new byte[0]), 400, "empty");
        assertRefused(verify("application/json", drawn("jpeg")), 415, "image/jpeg");
        assertRefused(verify("image/png", Arrays.copyOf(drawn("png"), 60)), 400, "damaged");
        assertRefused(verify("image/png", new byte[(16 << 20) + 1]), 413, "larger");
    }

    @Test
    void a_header_of_900_megapixels_is_refused_before_any_pixel_is_read() {
        assertRefused(verify("image/png", header(30_000, 30_000, new byte[0])), 400, "30000x30000");
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
        assertThat(VerifyCalls.verified(SERVER.get(), "image/png", bomb).path("ours").asBoolean())
                .isFalse();
        assertRefused(verify("image/png", header(9_000, 9_000, zeros.toByteArray())), 400, "50");
    }

    /// Each scan would take a visit to every block of the picture.
    @Test
    void a_small_jpeg_with_thousands_of_scans_is_refused_before_any_is_read() {
        assertRefused(verify("image/jpeg", scans(drawn("jpeg"), 60_000)), 400, "scans");
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
        assertRefused(verify("image/webp", webp(4_000, 4_000)), 400, "damaged");
        assertRefused(verify("image/webp", webp(7_000, 7_000)), 400, "at most 17 megapixels");
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
}
