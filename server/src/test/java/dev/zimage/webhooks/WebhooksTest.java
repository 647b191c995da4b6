package dev.zimage.webhooks;

import static dev.zimage.webhooks.HookedServer.HOOKS;
import static dev.zimage.webhooks.HookedServer.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.zimage.database.Database;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.webhooks.HookReceiver.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is told what, and how it is signed.
@Timeout(400)
@OnEveryDatabase
class WebhooksTest {

    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose private final HookedServer hooked = new HookedServer();

    private final TestServer server = hooked.server();
    private final HookReceiver receiver = hooked.receiver();

    @Test
    void the_callback_of_a_task_is_told_of_its_picture_and_the_message_is_signed()
            throws Exception {
        String secret = server.get(HOOKS + "/secret").json().path("secret").asString();
        String id = hooked.submit("a boat", receiver.url("/hook?a=b"));
        Call call = receiver.next();

        new Webhook(secret).verify(call.body(), headers(call.headers()));
        assertThat(call.path()).isEqualTo("/hook?a=b");
        assertThat(call.header("content-type")).isEqualTo("application/json");
        JsonNode message = JSON.readTree(call.body());
        assertThat(message.path("type").asString()).isEqualTo("task.completed");
        assertThat(java.time.Instant.parse(message.path("timestamp").asString())).isNotNull();
        assertThat(message.path("data")).isEqualTo(server.get("/api/v1/tasks/" + id).json());
        String link = message.at("/data/output/image_urls/0").asString();
        assertThat(server.get(link).status()).isEqualTo(200);
    }

    @Test
    void another_secret_does_not_verify_the_message() {
        hooked.submit("a boat", receiver.url("/"));
        Call call = receiver.next();
        Webhook other = new Webhook("whsec_" + "A".repeat(43) + "=");
        assertThatThrownBy(() -> other.verify(call.body(), headers(call.headers())))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void failures_and_cancellations_are_told_too() throws Exception {
        hooked.submit("fail", receiver.url("/"));
        JsonNode failed = JSON.readTree(receiver.next().body());
        assertThat(failed.path("type").asString()).isEqualTo("task.failed");
        assertThat(failed.at("/data/error/code").asInt()).isEqualTo(80001);

        String slow = hooked.submit("slow: boat", receiver.url("/"));
        server.live().awaitStart();
        server.post("/api/v1/tasks/" + slow + "/cancel", "");
        JsonNode cancelled = JSON.readTree(receiver.next().body());
        assertThat(cancelled.at("/data/error/code").asInt()).isEqualTo(80004);
    }

    @Test
    void an_account_whose_balance_falls_is_told_at_once_and_every_attempt_says_the_same()
            throws Exception {
        String secret = hooked.create("/endpoint").path("secret").asString();
        server.grant("default", 401 - server.balance());
        hooked.submit("a boat", null);
        Call call = receiver.next();
        new Webhook(secret).verify(call.body(), headers(call.headers()));
        JsonNode low = JSON.readTree(call.body());
        assertThat(low.path("type").asString()).isEqualTo("account.balance_low");
        assertThat(low.path("data").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("account", "balance", "threshold", "crossed_at");
        assertThat(low.at("/data/account").asString()).isEqualTo("default");
        assertThat(low.at("/data/balance").asLong()).isEqualTo(397);
        assertThat(low.at("/data/threshold").asLong()).isEqualTo(400);
        assertThat(JSON.readTree(receiver.next().body()).path("type").asString())
                .isEqualTo("task.completed");
        JsonNode row = hooked.rows().getLast();
        assertThat(row.path("type").asString()).isEqualTo("account.balance_low");
        assertThat(row.path("task_id").isNull()).isTrue();

        String again = HOOKS + "/deliveries/" + row.path("id").asString() + "/send";
        assertThat(server.post(again, "").status()).isEqualTo(200);
        assertThat(JSON.readTree(receiver.next().body())).isEqualTo(low);
    }

    @Test
    void an_endpoint_is_told_of_every_task_once() {
        String endpoint = hooked.create("/endpoint").path("id").asString();
        Set<String> tasks =
                Set.of(
                        hooked.submit("a boat", null),
                        hooked.submit("fail", null),
                        hooked.submit("a car", receiver.url("/callback")));
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(receiver.next());
        }
        assertThat(calls.stream().filter(call -> call.path().equals("/endpoint")))
                .extracting(call -> JSON.readTree(call.body()).at("/data/id").asString())
                .containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(calls).extracting(call -> call.header("webhook-id")).doesNotHaveDuplicates();
        List<JsonNode> rows =
                hooked.awaitAll(row -> row.path("status").asString().equals("delivered"));
        assertThat(rows).hasSize(4);
        assertThat(rows)
                .filteredOn(row -> row.path("webhook_id").asString("").equals(endpoint))
                .hasSize(3);
        assertThat(receiver.left()).isZero();
        String counted = "zimage_webhook_deliveries_total{outcome=\"delivered\"} 4.0";
        assertThat(server.metricsWith(counted)).contains(counted);
    }

    @Test
    void for_a_day_after_a_rotation_both_secrets_verify() throws Exception {
        JsonNode endpoint = hooked.create("/");
        String path = HOOKS + "/" + endpoint.path("id").asString();
        String old = endpoint.path("secret").asString();
        String fresh = server.post(path + "/rotate", "").json().path("secret").asString();
        assertThat(fresh).isNotEqualTo(old).startsWith("whsec_");
        server.post(path + "/test", "");
        Call call = receiver.next();
        new Webhook(old).verify(call.body(), headers(call.headers()));
        new Webhook(fresh).verify(call.body(), headers(call.headers()));
        assertThat(call.header("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void a_deleted_endpoint_is_told_nothing() {
        String id = hooked.create("/").path("id").asString();
        TestServer.Reply deleted = server.send(server.request(HOOKS + "/" + id).DELETE());
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        server.awaitEnd(hooked.submit("a boat", null));
        assertThat(hooked.rows()).isEmpty();
        assertThat(server.send(server.request(HOOKS + "/" + id).DELETE()).errorCode())
                .isEqualTo(40402);
    }

    @Test
    void another_account_sees_and_touches_nothing() {
        String id = hooked.create("/").path("id").asString();
        hooked.submit("a boat", receiver.url("/"));
        hooked.awaitAll(row -> row.path("status").asString().equals("delivered"));
        String message = hooked.rows().getFirst().path("id").asString();
        try (Database database = server.openDatabase()) {
            database.write(tx -> {
                tx.execute("insert into accounts (name, created_at) values ('other', 0)");
                return tx.execute(
                        "update api_keys set account_id ="
                                + " (select id from accounts where name = 'other')"
                                + " where mode = 'test'");
            });
        }
        for (String path :
                List.of(
                        "/" + id + "/test",
                        "/" + id + "/rotate",
                        "/deliveries/" + message + "/send")) {
            TestServer.Reply reply =
                    server.post(HOOKS + path, "", "Authorization", "Bearer " + server.testKey());
            assertThat(reply.errorCode()).as(path).isEqualTo(40402);
        }
    }

    @Test
    void the_old_callback_secret_signs_beside_the_new_one() throws Exception {
        String old = server.get(HOOKS + "/secret").json().path("secret").asString();
        String fresh = server.post(HOOKS + "/secret/rotate", "").json().path("secret").asString();
        assertThat(server.get(HOOKS + "/secret").json().path("secret").asString()).isEqualTo(fresh);
        hooked.submit("a boat", receiver.url("/"));
        Call call = receiver.next();
        new Webhook(old).verify(call.body(), headers(call.headers()));
        new Webhook(fresh).verify(call.body(), headers(call.headers()));
    }

    @Test
    void the_node_library_verifies_the_message() throws Exception {
        String secret = server.get(HOOKS + "/secret").json().path("secret").asString();
        hooked.submit("a boat with an ü and a 船", receiver.url("/"));
        Call call = receiver.next();
        NodeVerifier node = NodeVerifier.installed();
        assertThat(node.verify(secret, call)).isEqualTo("task.completed");
        assertThat(node.verify("whsec_" + "A".repeat(43) + "=", call)).startsWith("refused");
    }
}
