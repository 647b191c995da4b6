package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Mode;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.server.Eventually;
import dev.zimage.webhooks.HookReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three processes on one database are one service for whoever calls them: what one of them is
/// told, the others know. The process that the clients call most draws nothing itself.
@Timeout(300)
class AcrossProcessesTest {

    private static final String PASSWORD = "correct horse battery";

    /// Within which a revoked key may still be let through.
    private static final Duration REVOKED_KEY_WORKS = Duration.ofSeconds(1);

    @TempDir static Path folder;

    private static Cluster cluster;
    private static InstalledServer api;
    private static InstalledServer both;
    private static Database database;
    private static Client first;
    private static Client second;

    @BeforeAll
    static void start() throws IOException {
        cluster = new Cluster(folder, Map.of("webhooks.allow_private", "true")).start();
        api = cluster.api();
        both = cluster.both();
        database =
                Databases.source(PostgresCluster.choice(cluster.url()), folder.resolve("unused"))
                        .open();
        first = new Client(api, api.liveKey());
        second = new Client(both, api.liveKey());
        assertThat(Eventually.seen(AcrossProcessesTest::ready, ready -> ready)).isTrue();
    }

    private static boolean ready() {
        try {
            return first.get("/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws IOException {
        first.close();
        second.close();
        database.close();
        cluster.close();
    }

    private static Accounts accounts() {
        return Accounts.open(database, Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void every_dialect_waits_for_pictures_that_another_process_draws() throws IOException {
        Client.Reply waited = first.submit("a boat", "Prefer", "wait=50");
        Client.Reply openAi =
                first.post("/v1/images/generations", "{\"prompt\":\"a cat\",\"n\":2}");
        Client.Reply tool =
                first.post(
                        "/mcp",
                        """
                        {"jsonrpc":"2.0","id":1,"method":"tools/call",
                         "params":{"name":"generate_image","arguments":{"prompt":"a dog"}}}
                        """,
                        "Accept",
                        "application/json");
        String id = first.submit("a bird").text("id");
        String events =
                new String(
                        first.get("/api/v1/tasks/" + id + "/events").body(),
                        StandardCharsets.UTF_8);

        assertThat(waited.text("status")).isEqualTo("completed");
        String link = waited.json().path("output").path("image_urls").path(0).asString("");
        assertThat(second.get(link).status()).isEqualTo(200);
        assertThat(openAi.json().path("data").size()).isEqualTo(2);
        assertThat(tool.json().path("result").path("isError").asBoolean(false)).isFalse();
        assertThat(tool.json().path("result").path("content").toString()).contains("\"image\"");
        assertThat(events).contains("event: completed").doesNotContain("event: failed");
        assertThat(second.balance()).isEqualTo(first.balance());
    }

    @Test
    void each_message_is_sent_once_whichever_process_sends_it() throws IOException {
        Set<String> ordered = new HashSet<>();
        Set<String> told = new HashSet<>();
        Set<String> messages = new HashSet<>();
        try (HookReceiver receiver = new HookReceiver()) {
            String body =
                    "{\"model\":\"z-image\",\"prompt\":\"a boat\",\"callback_url\":\"%s\"}"
                            .formatted(receiver.url("/hook"));
            for (int i = 0; i < 8; i++) {
                Client client = i % 2 == 0 ? first : second;
                ordered.add(client.post("/api/v1/images/generations", body).text("id"));
            }
            for (int i = 0; i < ordered.size(); i++) {
                HookReceiver.Call call = receiver.next();
                messages.add(call.header("webhook-id"));
                told.add(ConsoleVisitor.json(call.body()).at("/data/id").asString(""));
            }
            long delivered =
                    Eventually.seen(
                            () -> count("status = 'delivered' and attempts = 1"),
                            rows -> rows == ordered.size());

            assertThat(told).isEqualTo(ordered);
            assertThat(messages).hasSameSizeAs(ordered);
            assertThat(delivered).isEqualTo(ordered.size());
            assertThat(receiver.left()).isZero();
        }
    }

    private static long count(String condition) {
        return database.read(tx ->
                tx.createQuery("select count(*) from webhook_deliveries where " + condition)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void a_session_is_valid_in_every_process_and_so_is_what_is_done_in_it() throws IOException {
        try (ConsoleVisitor visitor = new ConsoleVisitor()) {
            visitor.setUp(both, both.setupLink(), "ann@example.com", PASSWORD);
            assertThat(visitor.get(api, "/console/api/session").body()).contains("ann@example.com");
            ApiKeys.NewKey made =
                    accounts()
                            .keys()
                            .create(
                                    accounts().find("default").orElseThrow().id(),
                                    "to be revoked",
                                    Mode.LIVE,
                                    null);
            requireRevocation(visitor, made);

            assertThat(visitor.signOut(api)).isLessThan(300);
            assertThat(visitor.get(both, "/console/api/keys").statusCode()).isEqualTo(401);
        }
    }

    /// The key is used while it is revoked, so that the other process knows it well.
    private static void requireRevocation(ConsoleVisitor visitor, ApiKeys.NewKey made)
            throws IOException {
        try (Client client = new Client(api, made.secret().reveal())) {
            assertThat(client.get("/api/v1/balance").status()).isEqualTo(200);
            String id = "/console/api/keys/key_" + made.key().id().value();
            assertThat(visitor.delete(both, id).statusCode()).isEqualTo(200);
            long revoked = System.nanoTime();
            while (System.nanoTime() - revoked < REVOKED_KEY_WORKS.toNanos()) {
                assertThat(client.get("/api/v1/balance").status()).isIn(200, 401);
            }
            Client.Reply refused = client.get("/api/v1/balance");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.errorCode()).isEqualTo(10_004);
        }
    }

    /// Five guesses are free. Two processes that counted on their own would allow ten.
    @Test
    void guesses_at_a_password_are_counted_together() throws IOException {
        try (ConsoleVisitor visitor = new ConsoleVisitor()) {
            int allowed = 0;
            while (allowed < 10
                    && visitor.signIn(allowed % 2 == 0 ? api : both, "eve@example.com", "wrong")
                            == 401) {
                allowed++;
            }
            assertThat(allowed).isEqualTo(5);
        }
    }

    /// The first process lets through what the account may have, and the other one a tenth of that
    /// at most, until it has heard of it.
    @Test
    void requests_are_counted_together() throws IOException {
        int limit = 200;
        Account account = accounts().create("narrow").orElseThrow();
        accounts().setLimits("narrow", limits -> new AccountLimits(limit, null, null));
        String key =
                accounts().keys().create(account.id(), "key", Mode.LIVE, null).secret().reveal();
        try (Client one = new Client(api, key);
                Client other = new Client(both, key)) {
            long begun = System.nanoTime();
            AtomicInteger allowed = new AtomicInteger();
            while (isAllowed(one, allowed)) {
                assertThat(allowed).hasValueLessThan(2 * limit);
            }
            assertThat(allowed).hasValueGreaterThanOrEqualTo(limit);
            assertThat(Eventually.seen(() -> isAllowed(other, allowed), more -> !more)).isFalse();

            double minutes = (System.nanoTime() - begun) / 60e9;
            assertThat(allowed).hasValueLessThanOrEqualTo((int) (limit * (1.1 + minutes)) + 1);
        }
    }

    private static boolean isAllowed(Client client, AtomicInteger allowed) {
        try {
            boolean answered = client.get("/api/v1/balance").status() == 200;
            allowed.addAndGet(answered ? 1 : 0);
            return answered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
