package dev.zimage.webhooks;

import static dev.zimage.webhooks.HookedServer.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import dev.zimage.webhooks.HookReceiver.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Receivers that fail, are slow or are gone, and what becomes of their messages.
@Timeout(400)
@OnEveryDatabase
class DeliveryAttemptsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose private final HookedServer hooked = new HookedServer();

    private final TestServer server = hooked.server();
    private final HookReceiver receiver = hooked.receiver();

    @Test
    void a_failed_attempt_is_made_again_with_the_same_id() {
        receiver.answerWith(500);
        hooked.submit("a boat", receiver.url("/"));
        Call first = receiver.next();
        JsonNode waiting = hooked.awaitOne(row -> !row.path("answer_status").isNull());
        assertThat(waiting.path("status").asString()).isEqualTo("pending");
        assertThat(waiting.path("answer_status").asInt()).isEqualTo(500);
        assertThat(waiting.path("answer").asString()).isEqualTo("answer of /");
        assertThat(waiting.path("next_attempt_at").asLong()).isPositive();
        Call second = receiver.next();
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        JsonNode done = hooked.awaitOne(row -> row.path("status").asString().equals("delivered"));
        assertThat(done.path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void a_receiver_that_says_when_to_come_again_is_not_called_before() {
        receiver.answerWith(503);
        receiver.answerWithHeader("Retry-After", "3600");
        hooked.submit("a boat", receiver.url("/"));
        receiver.next();
        JsonNode row = hooked.awaitOne(one -> !one.path("answer_status").isNull());
        assertThat(row.path("next_attempt_at").asLong() - row.path("last_attempt_at").asLong())
                .isEqualTo(3_600);
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        receiver.answerWith(302);
        hooked.submit("a boat", receiver.url("/"));
        assertThat(receiver.next().path()).isEqualTo("/");
        JsonNode row = hooked.awaitOne(one -> !one.path("answer_status").isNull());
        assertThat(row.path("answer_status").asInt()).isEqualTo(302);
        assertThat(row.path("status").asString()).isEqualTo("pending");
        assertThat(receiver.left()).isZero();
    }

    @Test
    void an_endpoint_that_is_gone_is_told_nothing_more_until_it_is_enabled() {
        receiver.answerWith(410);
        String path = HOOKS + "/" + hooked.create("/").path("id").asString();
        hooked.submit("a boat", null);
        receiver.next();
        hooked.awaitOne(row -> row.path("status").asString().equals("failed"));
        JsonNode endpoint = server.get(HOOKS).json().at("/data/0");
        assertThat(endpoint.path("enabled").asBoolean()).isFalse();
        assertThat(endpoint.path("disabled_reason").asString()).contains("410");
        server.awaitEnd(hooked.submit("a car", null));
        assertThat(hooked.rows()).hasSize(1);
        assertThat(server.post(path + "/test", "").errorMessage()).contains("enable it first");

        server.post(path + "/enable", "");
        hooked.submit("a tree", null);
        assertThat(receiver.next().body()).contains("task.completed");
    }

    @Test
    void a_slow_receiver_holds_up_only_itself() {
        try (HookReceiver quick = new HookReceiver()) {
            receiver.hold();
            for (int i = 0; i < 5; i++) {
                hooked.submit("to the slow one", receiver.url("/" + i));
            }
            receiver.next();
            for (int i = 0; i < 5; i++) {
                hooked.submit("to the quick one", quick.url("/" + i));
            }
            for (int i = 0; i < 5; i++) {
                quick.next();
            }
            assertThat(receiver.left()).isZero();
            receiver.letGo();
            for (int i = 0; i < 4; i++) {
                receiver.next();
            }
            hooked.awaitAll(row -> row.path("status").asString().equals("delivered"));
            assertThat(receiver.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void an_account_has_no_more_than_eight_messages_under_way() {
        List<HookReceiver> slow = new ArrayList<>();
        try {
            receiver.hold();
            hooked.submit("to the first", receiver.url("/"));
            receiver.next();
            for (int i = 0; i < 12; i++) {
                HookReceiver next = new HookReceiver();
                slow.add(next);
                next.hold();
                server.post(HOOKS, JSON.writeValueAsString(Map.of("url", next.url("/"))));
            }
            hooked.submit("to all others", null);
            // Those that are taken together are begun in one transaction.
            assertThat(Eventually.seen(this::begun, some -> some.size() >= 8)).hasSize(8);
        } finally {
            slow.forEach(HookReceiver::close);
        }
    }

    private List<JsonNode> begun() {
        return hooked.rows().stream().filter(row -> row.path("attempts").asInt() > 0).toList();
    }

    @Test
    void a_delivery_can_be_sent_again_by_hand() {
        hooked.submit("a boat", receiver.url("/"));
        Call first = receiver.next();
        JsonNode row = hooked.awaitOne(one -> one.path("status").asString().equals("delivered"));
        TestServer.Reply again =
                server.post(HOOKS + "/deliveries/" + row.path("id").asString() + "/send", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asString()).isEqualTo("pending");
        assertThat(receiver.next().header("webhook-id")).isEqualTo(first.header("webhook-id"));
    }
}
