package dev.zimage.api.mcp;

import static dev.zimage.api.mcp.ToolClient.json;
import static dev.zimage.api.mcp.ToolClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.verification.VerifyCalls;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The tool that says whether a picture was made here.
@Timeout(200)
@OnEveryDatabase
class McpVerificationTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    @AutoClose private final ToolClient client = ToolClient.open(SHARED.get());

    @Test
    void a_picture_is_verified_as_by_the_api() throws IOException {
        String id = SHARED.get().submitted("a red boat");
        byte[] file = VerifyCalls.picture(SHARED.get(), SHARED.get().awaitEnd(id));
        String image = Base64.getEncoder().encodeToString(file);
        String byApi = VerifyCalls.verified(SHARED.get(), "image/jpeg", file).toString();

        assertThat(json(client.call("verify_image", Map.of("task_id", id))).toString())
                .isEqualTo(byApi);
        assertThat(json(client.call("verify_image", Map.of("image", image))).toString())
                .isEqualTo(byApi);
        assertThat(
                        json(client.call(
                                        "verify_image",
                                        Map.of("image", "data:image/jpeg;base64," + image)))
                                .toString())
                .isEqualTo(byApi);
    }

    @Test
    void a_large_picture_is_verified_and_a_larger_one_refused() throws IOException {
        BufferedImage noise = new BufferedImage(1100, 1100, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 1100 * 1100; i++) {
            noise.setRGB(i % 1100, i / 1100, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", png);
        assertThat(png.size()).isBetween(3 << 20, 4 << 20);
        Base64.Encoder base64 = Base64.getEncoder();

        CallToolResult large =
                client.call(
                        "verify_image", Map.of("image", base64.encodeToString(png.toByteArray())));
        assertThat(json(large).path("ours").asBoolean(true)).isFalse();

        String larger = base64.encodeToString(new byte[(4 << 20) + 1]);
        assertThat(texts(client.call("verify_image", Map.of("image", larger))))
                .first()
                .asString()
                .startsWith("Error 20003: image has more than 4 MiB");
    }

    @Test
    void what_cannot_be_verified_is_said() {
        assertThat(texts(client.call("verify_image", Map.of())))
                .containsExactly("Error 20002: Send either image or task_id");
        assertThat(texts(client.call("verify_image", Map.of("image", "aGVsbG8="))))
                .containsExactly("Error 20003: The picture is no JPEG, PNG or WebP picture");
        assertThat(texts(client.call("verify_image", Map.of("task_id", "task_1"))))
                .containsExactly("Error 40001: No such task: \"task_1\"");
    }
}
