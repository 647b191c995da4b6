package dev.zimage.remote;

import static dev.zimage.remote.EditingInstallation.body;
import static dev.zimage.remote.EditingInstallation.imageUrl;
import static dev.zimage.remote.RemoteInstallation.ORDER;
import static dev.zimage.remote.SentPictures.noise;
import static dev.zimage.remote.SentPictures.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Pictures that clients send to be edited.
class EditsTest {

    @AutoClose private final EditingInstallation edits = new EditingInstallation();
    private final TestServer server = edits.server();

    @Test
    void a_picture_in_the_order_reaches_the_server_and_is_deleted_when_the_task_has_ended() {
        edits.awaitPicture(edits.order("cats", imageUrl(png(64, 48, Color.RED))));

        BufferedImage sent = edits.sent().getFirst();
        assertThat(sent.getWidth()).isEqualTo(64);
        assertThat(new Color(sent.getRGB(10, 10))).isEqualTo(Color.RED);
        assertThat(Eventually.seen(edits::storedSources, List::isEmpty)).isEmpty();
    }

    @Test
    void pictures_are_fetched_and_sent_in_their_order() {
        String urls =
                "\"image_urls\":[\"%s\",\"%s\"]"
                        .formatted(edits.url("/picture.webp"), edits.url("/red.png"));

        edits.awaitPicture(edits.order("cats", urls));

        assertThat(edits.sent()).extracting(BufferedImage::getWidth).containsExactly(96, 64);
        assertThat(new Color(edits.sent().getFirst().getRGB(90, 5)).getRed()).isGreaterThan(220);
    }

    @Test
    void only_orders_with_pictures_may_be_large() {
        String large = SentPictures.dataUrl("image/png", noise(700));
        assertThat(large.length()).isGreaterThan(1 << 20);

        Reply refused = edits.order("z-image", "\"metadata\":{\"a\":\"%s\"}".formatted(large));
        assertThat(refused.status()).isIn(400, 413);
        edits.awaitPicture(edits.order("cats", "\"image_url\":\"%s\"".formatted(large)));
        assertThat(edits.sent().getFirst().getWidth()).isEqualTo(700);
    }

    @Test
    void a_repeated_order_is_recognised_by_its_pictures() {
        String red = body("cats", imageUrl(png(64, 48, Color.RED)));
        String blue = body("cats", imageUrl(png(64, 48, Color.BLUE)));

        Reply first = server.post(ORDER, red, "Idempotency-Key", "one");
        Reply again = server.post(ORDER, red, "Idempotency-Key", "one");
        Reply other = server.post(ORDER, blue, "Idempotency-Key", "one");

        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.errorCode()).isEqualTo(20_009);
        edits.awaitPicture(first);
        assertThat(server.balance()).isEqualTo(9_980);
    }

    @Test
    void a_large_picture_is_scaled_down() {
        edits.awaitPicture(edits.order("cats", imageUrl(png(6_000, 4_000, Color.GREEN))));

        BufferedImage sent = edits.sent().getFirst();
        assertThat((double) sent.getWidth() / sent.getHeight()).isBetween(1.49, 1.51);
        assertThat((long) sent.getWidth() * sent.getHeight()).isBetween(4_100_000L, 4_300_000L);
    }
}
