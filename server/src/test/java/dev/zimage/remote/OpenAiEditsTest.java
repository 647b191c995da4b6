package dev.zimage.remote;

import static dev.zimage.remote.SentPictures.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Pictures to be edited that clients of OpenAI send in a form.
class OpenAiEditsTest {

    @AutoClose private final EditingInstallation edits = new EditingInstallation();
    private final TestServer server = edits.server();

    @Test
    void clients_of_openai_edit_pictures() throws IOException {
        Reply reply = edit("cats", "image", png(64, 48, Color.RED), "");

        assertThat(reply.errorMessage()).isEmpty();
        byte[] picture = Base64.getDecoder().decode(reply.json().at("/data/0/b64_json").asString());
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(256);
        assertThat(edits.sent()).extracting(BufferedImage::getWidth).containsExactly(64);
    }

    @Test
    void a_mask_a_page_and_a_model_without_pictures_are_refused_in_openais_shape() {
        Reply mask =
                edit(
                        "cats",
                        "image",
                        png(64, 48, Color.RED),
                        "--b\r\nContent-Disposition: form-data; name=\"mask\"; filename=\"m.png\""
                                + "\r\n\r\nx\r\n");
        Reply page =
                edit("cats", "image[]", "<html>".repeat(9).getBytes(StandardCharsets.UTF_8), "");
        Reply text = edit("z-image", "image", png(64, 48, Color.RED), "");

        assertThat(error(mask)).isEqualTo("unknown_parameter mask");
        assertThat(error(page)).isEqualTo("invalid_value image[0]");
        assertThat(error(text)).isEqualTo("unknown_parameter image");
        assertThat(text.errorMessage()).contains("text-to-image only");
        assertThat(server.balance()).isEqualTo(10_000);
    }

    private static String error(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().at("/error/code").asString()
                + " "
                + reply.json().at("/error/param").asString();
    }

    private Reply edit(String model, String name, byte[] file, String more) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                """
                --b\r
                Content-Disposition: form-data; name="model"\r
                \r
                %s\r
                --b\r
                Content-Disposition: form-data; name="prompt"\r
                \r
                a cat\r
                --b\r
                Content-Disposition: form-data; name="response_format"\r
                \r
                b64_json\r
                --b\r
                Content-Disposition: form-data; name="%s"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                """
                        .formatted(model, name)
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes(("\r\n" + more + "--b--\r\n").getBytes(StandardCharsets.UTF_8));
        return server.send(
                server.request("/v1/images/edits")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(
                                java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                        form.toByteArray())));
    }
}
