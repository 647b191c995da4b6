package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.media.S3Server;
import dev.zimage.server.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three processes over PostgreSQL and a bucket: one that only takes orders, one that only draws,
/// and one that does both. What was promised is kept, whichever dies.
class ManyProcessesTest {

    private static final int CUSTOMERS = 8;

    /// `./zimage test -pl server -am -Dtest=ManyProcessesTest -Dzimage.kills=200` makes a soak of
    /// it.
    private static final int KILLS = Integer.getInteger("zimage.kills", 4);

    /// A start takes seconds, on a machine that does other things too.
    private static final Duration BOUND = Duration.ofMinutes(10).plusSeconds(30L * KILLS);

    @TempDir Path folder;

    private String url;
    private Map<String, String> media;

    @BeforeEach
    void open() throws IOException {
        url = PostgresCluster.url(Files.createDirectory(folder.resolve("shared")));
        media = S3Server.get().settings();
    }

    private InstalledServer server(String role) throws IOException {
        List<String> options = new ArrayList<>(List.of("--role", role));
        set(options, "database.url", url);
        set(options, "limits.requests_per_minute", "1000000");
        set(options, "engine.workers", "1");
        set(options, "task.lease", "3s");
        media.forEach((key, value) -> set(options, key, value));
        return new InstalledServer(
                        Files.createDirectory(folder.resolve(role)), options.toArray(String[]::new))
                .with("AWS_ACCESS_KEY_ID", S3Server.KEY)
                .with("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    }

    private static void set(List<String> options, String key, String value) {
        options.add("--set");
        options.add(key + "=" + value);
    }

    @Test
    void kills_under_load_lose_no_task_and_no_credit() {
        assertTimeoutPreemptively(BOUND, this::killUnderLoad);
    }

    private void killUnderLoad() throws Exception {
        Random random = new Random();
        try (InstalledServer api = server("api").start();
                InstalledServer both = server("all").start();
                InstalledServer worker = server("worker").start();
                Client first = new Client(api, api.liveKey());
                Client second = new Client(both, api.liveKey())) {
            assertThat(Eventually.seen(() -> ready(first), ready -> ready)).isTrue();
            List<OrderingClient> customers = new ArrayList<>();
            for (int i = 1; i <= CUSTOMERS; i++) {
                Client client = i % 2 == 0 ? first : second;
                customers.add(
                        new OrderingClient(client, new Random(random.nextLong()), "customer-" + i));
            }
            List<Thread> threads = customers.stream().map(Thread.ofVirtual()::start).toList();
            List<InstalledServer> victims = List.of(worker, both, api, worker);
            for (int kill = 0; kill < KILLS; kill++) {
                Client.pause(Duration.ofMillis(random.nextInt(500, 2_000)));
                InstalledServer victim = victims.get(kill % victims.size());
                victim.kill();
                victim.start();
            }
            awaitPromises(customers);
            customers.forEach(OrderingClient::stop);
            for (Thread thread : threads) {
                thread.join();
            }

            requireKept(first, second, customers);
            assertThat(worker.terminate()).isEqualTo(143);
            assertThat(both.terminate()).isEqualTo(143);
            assertThat(api.terminate()).isEqualTo(143);
        }
    }

    private static boolean ready(Client client) {
        try {
            return client.get("/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitPromises(List<OrderingClient> customers) {
        int made =
                Eventually.seen(
                        () -> customers.stream().mapToInt(one -> one.promised().size()).sum(),
                        promises -> promises > 3 * CUSTOMERS);
        assertThat(made).as("promises").isGreaterThan(3 * CUSTOMERS);
    }

    /// What one process has taken is looked at through the other.
    private void requireKept(Client first, Client second, List<OrderingClient> customers)
            throws IOException {
        assertThat(customers).flatExtracting(OrderingClient::surprises).isEmpty();
        Set<String> promised = new HashSet<>();
        customers.forEach(customer -> promised.addAll(customer.promised()));
        Map<String, JsonNode> ended = first.awaitEnd(promised);
        KeptPromises.requireRightEnds(customers, ended);
        KeptPromises.requirePictures(second, ended);
        try (Database database =
                Databases.source(PostgresCluster.choice(url), folder.resolve("unused")).open()) {
            long left =
                    Eventually.seen(
                            () -> DatabaseTotals.of(database).inFlight(), open -> open == 0);
            assertThat(left).isZero();
            assertThat(second.balance())
                    .isEqualTo(
                            KeptPromises.requireRightBooks(DatabaseTotals.of(database), customers));
        }
    }
}
