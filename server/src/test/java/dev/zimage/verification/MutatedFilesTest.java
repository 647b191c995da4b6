package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sends signed pictures that were mutated at random. `-Dzimage.mutations=100000` sends more of
/// them than the usual build does.
class MutatedFilesTest {

    private static final int FILES = Integer.getInteger("zimage.mutations", 300);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "engine.name", "sketch",
                    "engine.pixels", "65536",
                    "limits.requests_per_minute", "1000000");

    @TempDir Path folder;

    @Test
    void every_mutated_file_is_answered_and_none_with_other_pixels_is_valid() throws IOException {
        try (TestServer server = TestServer.startWithEngines(folder, SETTINGS)) {
            List<byte[]> originals = List.of(drawn(server, "jpeg"), drawn(server, "png"));
            Random random = new Random(1);
            for (int i = 0; i < FILES; i++) {
                byte[] original = originals.get(i % 2);
                byte[] mutated = mutated(original, random);
                Reply reply = verify(server, mutated);
                assertThat(reply.status()).as("file %d", i).isIn(200, 400);
                // Some bytes around the manifest, such as the check sum of its chunk, are not
                // signed.
                if (reply.status() == 200
                        && reply.json().path("credentials").path("valid").asBoolean()) {
                    assertThat(pixels(mutated)).as("file %d", i).isEqualTo(pixels(original));
                }
            }
        }
    }

    private static byte[] drawn(TestServer server, String format) {
        String order =
                """
                {"model":"z-image","prompt":"a boat","seed":3,"output_format":"%s"}
                """
                        .formatted(format);
        String id = server.post("/api/v1/images/generations", order).json().path("id").asString();
        JsonNode ended = server.awaitEnd(id);
        return server.get(ended.path("output").path("image_urls").get(0).asString()).raw().body();
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        int width = picture.getWidth();
        return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    }

    private static Reply verify(TestServer server, byte[] file) {
        return server.send(
                server.request("/api/v1/verify")
                        .header("Content-Type", "image/png")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /// A few changes, most of them among the parts before the pixels.
    private static byte[] mutated(byte[] file, Random random) {
        byte[] mutated = file.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int most = random.nextInt(3) == 0 ? mutated.length : Math.min(8_000, mutated.length);
            int at = random.nextInt(most);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(mutated, at, Math.min(at + 4, mutated.length), (byte) 0xff);
                case 3 -> Arrays.fill(mutated, at, Math.min(at + 4, mutated.length), (byte) 0);
                case 4 -> mutated = Arrays.copyOf(mutated, Math.max(20, at));
                default -> mutated = repeated(mutated, at, random);
            }
        }
        return mutated;
    }

    /// With a piece of the file put in a second time.
    private static byte[] repeated(byte[] file, int at, Random random) {
        int length = Math.min(random.nextInt(2_000), file.length - at);
        List<byte[]> parts = new ArrayList<>();
        parts.add(Arrays.copyOf(file, at + length));
        parts.add(Arrays.copyOfRange(file, at, file.length));
        byte[] repeated = new byte[file.length + length];
        int to = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, repeated, to, part.length);
            to += part.length;
        }
        return repeated;
    }
}
