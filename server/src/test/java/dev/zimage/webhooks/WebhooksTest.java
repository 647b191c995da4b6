package dev.zimage.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.zimage.database.Database;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.webhooks.HookReceiver.Call;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(400)
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class WebhooksTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOOKS = "/api/v1/webhooks";

    @TempDir Path folder;

    private TestServer server;
    private HookReceiver receiver;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, Map.of("webhooks.allow_private", "true"));
        receiver = new HookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        server.close();
    }

    @Test
    void the_callback_of_a_task_is_told_of_its_picture_and_the_message_is_signed()
            throws Exception {
        String secret = server.get(HOOKS + "/secret").json().path("secret").asString();
        String id = submit("a boat", receiver.url("/hook?a=b"));
        Call call = receiver.next();

        new Webhook(secret).verify(call.body(), headers(call));
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
        submit("a boat", receiver.url("/"));
        Call call = receiver.next();
        Webhook other = new Webhook("whsec_" + "A".repeat(43) + "=");
        assertThatThrownBy(() -> other.verify(call.body(), headers(call)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void failures_and_cancellations_are_told_too() throws Exception {
        submit("fail", receiver.url("/"));
        JsonNode failed = JSON.readTree(receiver.next().body());
        assertThat(failed.path("type").asString()).isEqualTo("task.failed");
        assertThat(failed.at("/data/error/code").asInt()).isEqualTo(80001);

        String slow = submit("slow: boat", receiver.url("/"));
        server.live().awaitStart();
        server.post("/api/v1/tasks/" + slow + "/cancel", "");
        JsonNode cancelled = JSON.readTree(receiver.next().body());
        assertThat(cancelled.at("/data/error/code").asInt()).isEqualTo(80004);
    }

    @Test
    void an_account_whose_balance_falls_is_told_at_once_and_every_attempt_says_the_same()
            throws Exception {
        String secret = create("/endpoint").path("secret").asString();
        server.grant("default", 401 - server.balance());
        submit("a boat", null);
        Call call = receiver.next();
        new Webhook(secret).verify(call.body(), headers(call));
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
        JsonNode row = rows().getLast();
        assertThat(row.path("type").asString()).isEqualTo("account.balance_low");
        assertThat(row.path("task_id").isNull()).isTrue();

        String again = HOOKS + "/deliveries/" + row.path("id").asString() + "/send";
        assertThat(server.post(again, "").status()).isEqualTo(200);
        assertThat(JSON.readTree(receiver.next().body())).isEqualTo(low);
    }

    @Test
    void an_endpoint_is_told_of_every_task_once() {
        String endpoint = create("/endpoint").path("id").asString();
        Set<String> tasks =
                Set.of(
                        submit("a boat", null),
                        submit("fail", null),
                        submit("a car", receiver.url("/callback")));
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(receiver.next());
        }
        assertThat(calls.stream().filter(call -> call.path().equals("/endpoint")))
                .extracting(call -> JSON.readTree(call.body()).at("/data/id").asString())
                .containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(calls).extracting(call -> call.header("webhook-id")).doesNotHaveDuplicates();
        List<JsonNode> rows = awaitAll(row -> row.path("status").asString().equals("delivered"));
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
        JsonNode endpoint = create("/");
        String path = HOOKS + "/" + endpoint.path("id").asString();
        String old = endpoint.path("secret").asString();
        String fresh = server.post(path + "/rotate", "").json().path("secret").asString();
        assertThat(fresh).isNotEqualTo(old).startsWith("whsec_");
        server.post(path + "/test", "");
        Call call = receiver.next();
        new Webhook(old).verify(call.body(), headers(call));
        new Webhook(fresh).verify(call.body(), headers(call));
        assertThat(call.header("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void a_failed_attempt_is_made_again_with_the_same_id() {
        receiver.answerWith(500);
        submit("a boat", receiver.url("/"));
        Call first = receiver.next();
        JsonNode waiting = awaitOne(row -> !row.path("answer_status").isNull());
        assertThat(waiting.path("status").asString()).isEqualTo("pending");
        assertThat(waiting.path("answer_status").asInt()).isEqualTo(500);
        assertThat(waiting.path("answer").asString()).isEqualTo("answer of /");
        assertThat(waiting.path("next_attempt_at").asLong()).isPositive();
        Call second = receiver.next();
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        JsonNode done = awaitOne(row -> row.path("status").asString().equals("delivered"));
        assertThat(done.path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void a_receiver_that_says_when_to_come_again_is_not_called_before() {
        receiver.answerWith(503);
        receiver.answerWithHeader("Retry-After", "3600");
        submit("a boat", receiver.url("/"));
        receiver.next();
        JsonNode row = awaitOne(one -> !one.path("answer_status").isNull());
        assertThat(row.path("next_attempt_at").asLong() - row.path("last_attempt_at").asLong())
                .isEqualTo(3_600);
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        receiver.answerWith(302);
        submit("a boat", receiver.url("/"));
        assertThat(receiver.next().path()).isEqualTo("/");
        JsonNode row = awaitOne(one -> !one.path("answer_status").isNull());
        assertThat(row.path("answer_status").asInt()).isEqualTo(302);
        assertThat(row.path("status").asString()).isEqualTo("pending");
        assertThat(receiver.left()).isZero();
    }

    @Test
    void an_endpoint_that_is_gone_is_told_nothing_more_until_it_is_enabled() {
        receiver.answerWith(410);
        String path = HOOKS + "/" + create("/").path("id").asString();
        submit("a boat", null);
        receiver.next();
        awaitOne(row -> row.path("status").asString().equals("failed"));
        JsonNode endpoint = server.get(HOOKS).json().at("/data/0");
        assertThat(endpoint.path("enabled").asBoolean()).isFalse();
        assertThat(endpoint.path("disabled_reason").asString()).contains("410");
        server.awaitEnd(submit("a car", null));
        assertThat(rows()).hasSize(1);
        assertThat(server.post(path + "/test", "").errorMessage()).contains("enable it first");

        server.post(path + "/enable", "");
        submit("a tree", null);
        assertThat(receiver.next().body()).contains("task.completed");
    }

    @Test
    void a_slow_receiver_holds_up_only_itself() {
        try (HookReceiver quick = new HookReceiver()) {
            receiver.hold();
            for (int i = 0; i < 5; i++) {
                submit("to the slow one", receiver.url("/" + i));
            }
            receiver.next();
            for (int i = 0; i < 5; i++) {
                submit("to the quick one", quick.url("/" + i));
            }
            for (int i = 0; i < 5; i++) {
                quick.next();
            }
            assertThat(receiver.left()).isZero();
            receiver.letGo();
            for (int i = 0; i < 4; i++) {
                receiver.next();
            }
            awaitAll(row -> row.path("status").asString().equals("delivered"));
            assertThat(receiver.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void an_account_has_no_more_than_eight_messages_under_way() {
        List<HookReceiver> slow = new ArrayList<>();
        try {
            receiver.hold();
            submit("to the first", receiver.url("/"));
            receiver.next();
            for (int i = 0; i < 12; i++) {
                HookReceiver next = new HookReceiver();
                slow.add(next);
                next.hold();
                server.post(HOOKS, JSON.writeValueAsString(Map.of("url", next.url("/"))));
            }
            submit("to all others", null);
            // Those that are taken together are begun in one transaction.
            assertThat(Eventually.seen(this::begun, some -> some.size() >= 8)).hasSize(8);
        } finally {
            slow.forEach(HookReceiver::close);
        }
    }

    private List<JsonNode> begun() {
        return rows().stream().filter(row -> row.path("attempts").asInt() > 0).toList();
    }

    @Test
    void a_delivery_can_be_sent_again_by_hand() {
        submit("a boat", receiver.url("/"));
        Call first = receiver.next();
        JsonNode row = awaitOne(one -> one.path("status").asString().equals("delivered"));
        TestServer.Reply again =
                server.post(HOOKS + "/deliveries/" + row.path("id").asString() + "/send", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asString()).isEqualTo("pending");
        assertThat(receiver.next().header("webhook-id")).isEqualTo(first.header("webhook-id"));
    }

    @Test
    void a_deleted_endpoint_is_told_nothing() {
        String id = create("/").path("id").asString();
        TestServer.Reply deleted = server.send(server.request(HOOKS + "/" + id).DELETE());
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        server.awaitEnd(submit("a boat", null));
        assertThat(rows()).isEmpty();
        assertThat(server.send(server.request(HOOKS + "/" + id).DELETE()).errorCode())
                .isEqualTo(40402);
    }

    @Test
    void another_account_sees_and_touches_nothing() {
        String id = create("/").path("id").asString();
        submit("a boat", receiver.url("/"));
        awaitAll(row -> row.path("status").asString().equals("delivered"));
        String message = rows().getFirst().path("id").asString();
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
        submit("a boat", receiver.url("/"));
        Call call = receiver.next();
        new Webhook(old).verify(call.body(), headers(call));
        new Webhook(fresh).verify(call.body(), headers(call));
    }

    @Test
    void the_node_library_verifies_the_message() throws Exception {
        String secret = server.get(HOOKS + "/secret").json().path("secret").asString();
        submit("a boat with an ü and a 船", receiver.url("/"));
        Call call = receiver.next();
        NodeVerifier node = NodeVerifier.installed();
        assertThat(node.verify(secret, call)).isEqualTo("task.completed");
        assertThat(node.verify("whsec_" + "A".repeat(43) + "=", call)).startsWith("refused");
    }

    private JsonNode create(String path) {
        return server.post(HOOKS, JSON.writeValueAsString(Map.of("url", receiver.url(path))))
                .json();
    }

    private String submit(String prompt, @org.jspecify.annotations.Nullable String callback) {
        Map<String, String> order = new HashMap<>(Map.of("model", "z-image", "prompt", prompt));
        if (callback != null) {
            order.put("callback_url", callback);
        }
        TestServer.Reply reply =
                server.post("/api/v1/images/generations", JSON.writeValueAsString(order));
        assertThat(reply.status()).as(reply.errorMessage()).isEqualTo(200);
        return reply.json().path("id").asString();
    }

    private List<JsonNode> rows() {
        return server.get(HOOKS + "/deliveries?limit=100")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private List<JsonNode> awaitAll(Predicate<JsonNode> wanted) {
        List<JsonNode> rows =
                Eventually.seen(
                        this::rows, some -> !some.isEmpty() && some.stream().allMatch(wanted));
        assertThat(rows).isNotEmpty().allMatch(wanted);
        return rows;
    }

    private JsonNode awaitOne(Predicate<JsonNode> wanted) {
        return awaitAll(wanted).getFirst();
    }

    private static HttpHeaders headers(Call call) {
        Map<String, List<String>> lines = new HashMap<>();
        call.headers().forEach((name, value) -> lines.put(name, List.of(value)));
        return HttpHeaders.of(lines, (name, value) -> true);
    }
}
