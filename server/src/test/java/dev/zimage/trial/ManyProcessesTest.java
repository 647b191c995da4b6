package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.server.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three processes over PostgreSQL and a bucket, under load. What was promised is kept, whatever
/// happens to the processes, the database, the bucket and what is between them.
class ManyProcessesTest {

    private static final int CUSTOMERS = 8;

    /// How many troubles. `./zimage test -pl server -am -Dtest=ManyProcessesTest
    /// -Dzimage.troubles=200` makes a soak of it.
    private static final int TROUBLES =
            Integer.getInteger("zimage.troubles", Trouble.values().length);

    /// A start takes seconds, on a machine that does other things too.
    private static final Duration BOUND = Duration.ofMinutes(10).plusSeconds(30L * TROUBLES);

    @TempDir Path folder;

    @Test
    void troubles_under_load_lose_no_task_and_no_credit() {
        assertTimeoutPreemptively(BOUND, this::orderAmongTroubles);
    }

    private void orderAmongTroubles() throws Exception {
        Random random = new Random();
        try (Cluster cluster = new Cluster(folder).start();
                Client first = new Client(cluster.api(), cluster.api().liveKey());
                Client second = new Client(cluster.both(), cluster.api().liveKey())) {
            awaitReady(first);
            List<OrderingClient> customers = new ArrayList<>();
            for (int i = 1; i <= CUSTOMERS; i++) {
                Client client = i % 2 == 0 ? first : second;
                customers.add(
                        new OrderingClient(client, new Random(random.nextLong()), "customer-" + i));
            }
            List<Thread> threads = customers.stream().map(Thread.ofVirtual()::start).toList();
            makeTrouble(cluster, random);
            awaitReady(first);
            awaitReady(second);
            awaitPromises(customers);
            customers.forEach(OrderingClient::stop);
            for (Thread thread : threads) {
                thread.join();
            }

            requireKept(cluster, first, second, customers);
            for (InstalledServer process : cluster.processes()) {
                assertThat(process.terminate()).isEqualTo(143);
            }
        }
    }

    /// Each trouble in turn, each time another process.
    private static void makeTrouble(Cluster cluster, Random random) throws IOException {
        Trouble[] troubles = Trouble.values();
        List<InstalledServer> processes = cluster.processes();
        for (int i = 0; i < TROUBLES; i++) {
            Client.pause(Duration.ofMillis(random.nextInt(500, 2_000)));
            InstalledServer victim = processes.get(random.nextInt(processes.size()));
            troubles[i % troubles.length].strike(cluster, victim, random);
        }
    }

    private static void awaitReady(Client client) {
        assertThat(Eventually.seen(() -> ready(client), ready -> ready)).isTrue();
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
    private void requireKept(
            Cluster cluster, Client first, Client second, List<OrderingClient> customers)
            throws IOException {
        assertThat(customers).flatExtracting(OrderingClient::surprises).isEmpty();
        Set<String> promised = new HashSet<>();
        customers.forEach(customer -> promised.addAll(customer.promised()));
        Map<String, JsonNode> ended = first.awaitEnd(promised);
        KeptPromises.requireRightEnds(customers, ended);
        KeptPromises.requirePictures(second, ended);
        try (Database database =
                Databases.source(PostgresCluster.choice(cluster.url()), folder.resolve("unused"))
                        .open()) {
            long left =
                    Eventually.seen(
                            () -> DatabaseTotals.of(database).inFlight(), open -> open == 0);
            assertThat(left).isZero();
            assertThat(second.balance())
                    .isEqualTo(
                            KeptPromises.requireRightBooks(DatabaseTotals.of(database), customers));
        }
        System.out.printf(
                "%d troubles, %d promises, %d orders without an answer%n",
                TROUBLES,
                promised.size(),
                customers.stream().mapToInt(OrderingClient::unanswered).sum());
    }
}
