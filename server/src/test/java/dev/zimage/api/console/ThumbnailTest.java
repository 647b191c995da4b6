package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoreKind;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Small versions of pictures, in every store.
@ParameterizedClass
@EnumSource(StoreKind.class)
class ThumbnailTest {

    private final StoreKind kind;

    @TempDir Path folder;

    ThumbnailTest(StoreKind kind) {
        this.kind = kind;
    }

    @Test
    void a_picture_has_a_small_version_and_one_without_stands_in_itself() throws IOException {
        StoreKind.Place place = kind.place(folder.resolve("pictures"));
        try (TestServer server = TestServer.start(folder.resolve("data"), place.settings())) {
            Browser member = Invitations.member(server, "member@example.com", "default");
            String link = thumbnailOf(wide(server, member), server, member);

            Reply small = server.get(link);
            assertThat(small.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(new String(small.raw().body(), StandardCharsets.ISO_8859_1))
                    .contains("digitalsourcetype/algorithmicMedia");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(small.raw().body()));
            assertThat(image.getWidth() * image.getHeight()).isLessThanOrEqualTo(321 * 321);
            assertThat((double) image.getWidth() / image.getHeight()).isBetween(1.76, 1.8);
            assertThat(server.get(link.replace("-thumbnail.jpg", ".png")).status()).isEqualTo(403);

            MediaKey key =
                    MediaKey.parse(URI.create(link).getPath().substring("/media/".length()))
                            .orElseThrow();
            try (MediaStore store = place.open()) {
                assertThat(store.delete(key)).isTrue();
            }
            Reply whole = server.get(link);
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.header("Content-Type")).isEqualTo("image/png");
        }
    }

    private static String wide(TestServer server, Browser member) {
        Map<String, String> order =
                Map.of(
                        "model", "z-image",
                        "prompt", "a wide boat",
                        "aspect_ratio", "16:9",
                        "output_format", "png");
        String id =
                member.send("POST", "/api/v1/images/generations", Browser.json(order))
                        .json()
                        .path("id")
                        .asString();
        server.awaitEnd(id);
        return id;
    }

    private static String thumbnailOf(String task, TestServer server, Browser member) {
        JsonNode listed = member.read("/console/api/tasks").path("data").path(0);
        assertThat(listed.path("id").asString()).isEqualTo(task);
        assertThat(listed.path("thumbnail_url").asString()).startsWith(server.url("/media/"));
        return listed.path("thumbnail_url").asString();
    }
}
