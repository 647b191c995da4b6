package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// Whether what customers were promised was kept and paid for rightly.
final class KeptPromises {

    private static final long CREDITS = 10_000;
    private static final long PRICE = 4;

    private KeptPromises() {}

    static void requireRightEnds(List<OrderingClient> customers, Map<String, JsonNode> ended) {
        for (OrderingClient customer : customers) {
            for (String id : customer.promised()) {
                JsonNode task = Objects.requireNonNull(ended.get(id), id);
                String end =
                        task.path("status").asString("") + task.path("error").path("code").asInt(0);
                if (customer.cancelled().contains(id)) {
                    assertThat(end).as(id).isEqualTo("failed80004");
                } else if (customer.perhapsCancelled().contains(id)) {
                    assertThat(end).as(id).isIn("completed0", "failed80004", "failed80005");
                } else {
                    assertThat(end).as(id).isIn("completed0", "failed80005");
                }
            }
        }
    }

    static void requirePictures(Client client, Map<String, JsonNode> ended) throws IOException {
        for (JsonNode task : ended.values()) {
            if (task.path("status").asString("").equals("completed")) {
                String url = task.path("output").path("image_urls").path(0).asString("");
                byte[] picture = client.get(url).body();
                assertThat(ImageIO.read(new ByteArrayInputStream(picture)))
                        .as(url)
                        .isNotNull()
                        .extracting(image -> image.getWidth() + "x" + image.getHeight())
                        .isEqualTo("384x384");
            }
        }
    }

    /// @return the balance
    static long requireRightBooks(DatabaseTotals books, List<OrderingClient> customers) {
        long promised = customers.stream().mapToLong(one -> one.promised().size()).sum();
        long unanswered = customers.stream().mapToLong(OrderingClient::unanswered).sum();
        assertThat(books.tasks()).isBetween(promised, promised + unanswered);
        assertThat(books.queued() + books.running()).isZero();
        assertThat(books.inFlight()).isZero();
        assertThat(books.charges()).isEqualTo(books.tasks());
        assertThat(books.refunds()).isEqualTo(books.failed());
        assertThat(books.unbalanced()).isEmpty();
        assertThat(books.balance()).isEqualTo(CREDITS - PRICE * books.completed());
        return books.balance();
    }
}
