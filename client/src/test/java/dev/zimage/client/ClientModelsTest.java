package dev.zimage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Models and their prices, as the client tells them.
@Timeout(400)
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ClientModelsTest {

    private static final ImageOrder BOAT = ImageOrder.of("a red boat on a calm lake");
    private static RealServer server;
    private static ZImageClient client;

    @TempDir static Path data;

    @BeforeAll
    static void start() {
        server = new RealServer(data);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_quote_costs_nothing() {
        try (ZImageClient own = server.clientOf("curious", 100)) {
            PriceQuote quote = own.quote(BOAT.withAspectRatio(ImageAspectRatio.TALL));

            assertThat(quote.credits()).isEqualTo(4);
            assertThat(quote.usd()).isEqualByComparingTo(new BigDecimal("0.004"));
            assertThat(quote.width() + "x" + quote.height()).isEqualTo("720x1280");
            assertThat(quote.balance()).isEqualTo(100);
            assertThat(own.tasks()).isEmpty();
        }
    }

    @Test
    void the_models_are_told() {
        assertThat(client.models())
                .first()
                .satisfies(model -> {
                    assertThat(model.id()).isEqualTo(ImageOrder.Z_IMAGE);
                    assertThat(model.credits()).isEqualTo(4);
                    assertThat(model.ready()).isTrue();
                    assertThat(model.sizes())
                            .hasSize(ImageAspectRatio.values().length)
                            .contains(new PictureSize(ImageAspectRatio.TALL, 720, 1280));
                });
    }

    @Test
    void another_model_has_its_own_price_and_edits_pictures() {
        ImageModel cats = model("cats");
        assertThat(cats.credits()).isEqualTo(20);
        assertThat(cats.takesImages()).isTrue();
        assertThat(model(ImageOrder.Z_IMAGE).takesImages()).isFalse();

        ImageTask task =
                client.generate(
                        BOAT.withModel("cats")
                                .withImage(picture(Color.RED), "image/png")
                                .withImage(picture(Color.BLUE), "image/png"));

        assertThat(task.model()).isEqualTo("cats");
        assertThat(task.credits()).isEqualTo(20);
        assertThatThrownBy(() ->
                        client.submit(
                                BOAT.withModel("cats")
                                        .withImageUrls(List.of(URI.create("https://127.0.0.1/a")))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("image_urls[0]");
        assertThatThrownBy(() -> client.submit(BOAT.withImage(picture(Color.RED), "image/png")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("text-to-image only");
    }

    private static byte[] picture(Color colour) {
        BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(1, 1, colour.getRGB());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_model_without_a_price_is_told_and_takes_no_order() {
        ImageModel dogs = model("dogs");

        assertThat(dogs.usd()).isNull();
        assertThat(dogs.credits()).isNull();
        assertThatThrownBy(() -> client.submit(BOAT.withModel("dogs")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("dogs has no price");
    }

    private static ImageModel model(String id) {
        return client.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
