package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The first guarantees: what was promised is kept and paid for rightly, whatever dies.
class KillTest {

    private static final int CUSTOMERS = 16;
    private static final int KILLS = 5;

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
            KeptPromises.requireRightEnds(customers, ended);
            KeptPromises.requirePictures(client, ended);
            requireSameAnswersAgain(client, customers);
            awaitQuiet(installation);
            assertThat(client.balance())
                    .isEqualTo(
                            KeptPromises.requireRightBooks(
                                    DatabaseTotals.of(installation), customers));
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
}
