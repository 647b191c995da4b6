package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The first guarantees: what was promised is kept and paid for rightly, whatever dies.
class KillTest {

    private static final int CUSTOMERS = 16;
    private static final int KILLS = 5;
    private static final long CREDITS = 10_000;
    private static final long PRICE = 4;

    @TempDir Path folder;

    @Test
    @Timeout(900)
    void five_kills_under_load_lose_no_task_and_no_credit() throws Exception {
        Random random = new Random();
        try (InstalledServer installation =
                        new InstalledServer(folder, "--set", "limits.requests_per_minute=1000000")
                                .start();
                Client client = new Client(installation, installation.liveKey())) {
            List<OrderingClient> customers = customers(client, random);
            List<Thread> threads = customers.stream().map(Thread.ofVirtual()::start).toList();
            for (int kill = 0; kill < KILLS; kill++) {
                Client.pause(Duration.ofMillis(random.nextInt(300, 2_000)));
                installation.kill();
                installation.start();
            }
            awaitPromises(customers);
            customers.forEach(OrderingClient::stop);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(customers).flatExtracting(OrderingClient::surprises).isEmpty();
            Set<String> promised = new HashSet<>();
            customers.forEach(customer -> promised.addAll(customer.promised()));
            assertThat(promised).hasSizeGreaterThan(CUSTOMERS);
            Map<String, JsonNode> ended = client.awaitEnd(promised);
            requireRightEnds(customers, ended);
            requirePictures(client, ended);
            requireSameAnswersAgain(client, customers);
            awaitQuiet(installation);
            assertThat(client.balance()).isEqualTo(requireRightBooks(installation, customers));
            assertThat(installation.terminate()).isEqualTo(143);
        }
    }

    /// A machine that is slow to start the server again leaves them little time for orders.
    private static void awaitPromises(List<OrderingClient> customers) {
        int made =
                Eventually.seen(
                        () -> customers.stream().mapToInt(one -> one.promised().size()).sum(),
                        promises -> promises > 2 * CUSTOMERS);
        assertThat(made).as("promises").isGreaterThan(2 * CUSTOMERS);
    }

    private static List<OrderingClient> customers(Client client, Random random) {
        List<OrderingClient> customers = new ArrayList<>();
        for (int i = 1; i <= CUSTOMERS; i++) {
            customers.add(
                    new OrderingClient(client, new Random(random.nextLong()), "customer-" + i));
        }
        return customers;
    }

    private static void requireRightEnds(
            List<OrderingClient> customers, Map<String, JsonNode> ended) {
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

    private static void requirePictures(Client client, Map<String, JsonNode> ended)
            throws IOException {
        for (JsonNode task : ended.values()) {
            if (task.path("status").asString("").equals("completed")) {
                String url = task.path("output").path("image_urls").path(0).asString("");
                byte[] picture = client.get(url).body();
                assertThat(ImageIO.read(new ByteArrayInputStream(picture)))
                        .as(url)
                        .isNotNull()
                        .extracting(image -> image.getWidth() + "x" + image.getHeight())
                        .isEqualTo("1024x1024");
            }
        }
    }

    private static void requireSameAnswersAgain(Client client, List<OrderingClient> customers)
            throws IOException {
        Map<String, String> keys = new HashMap<>();
        customers.forEach(customer -> keys.putAll(customer.promisedByKey()));
        assertThat(Set.copyOf(keys.values())).hasSameSizeAs(keys.keySet());
        for (Map.Entry<String, String> key : keys.entrySet()) {
            Client.Reply again =
                    client.submit("an order with a key", "Idempotency-Key", key.getKey());
            assertThat(again.text("id")).as(key.getKey()).isEqualTo(key.getValue());
        }
    }

    /// Orders that were taken without an answer end too.
    private static void awaitQuiet(InstalledServer installation) {
        assertThat(
                        Eventually.seen(
                                () -> DatabaseTotals.of(installation).inFlight(),
                                left -> left == 0))
                .isZero();
    }

    /// @return the balance
    private static long requireRightBooks(
            InstalledServer installation, List<OrderingClient> customers) {
        DatabaseTotals books = DatabaseTotals.of(installation);
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
