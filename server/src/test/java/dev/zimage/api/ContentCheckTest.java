package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Accounts;
import dev.zimage.api.events.EventReader;
import dev.zimage.database.Database;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnEveryDatabase
class ContentCheckTest {

    private static final String GENERATIONS = "/api/v1/images/generations";
    private static final String REFUSED = "a nude person";
    private static final String NEVER = "a nude child";

    /// So low that every picture is refused.
    private static final Map<String, String> STRICT =
            Map.of("content_check.picture_threshold", "0.000001");

    @TempDir Path folder;
    @AutoClose private @Nullable TestServer server;

    private TestServer start(Map<String, String> settings) {
        server = TestServer.start(folder, settings);
        return server;
    }

    private static String checked(String prompt) {
        return "{\"model\":\"z-image\",\"nsfw_checker\":true,\"prompt\":\"" + prompt + "\"}";
    }

    private static String unchecked(String prompt) {
        return checked(prompt).replace("true", "false");
    }

    @Test
    void a_refused_prompt_is_a_task_that_failed_and_was_never_charged() {
        TestServer server = start(Map.of());
        TestServer.Reply reply = server.post(GENERATIONS, checked(REFUSED));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asString()).isEqualTo("failed");
        JsonNode task = server.get(reply.header("Location")).json();
        assertThat(task.path("status").asString()).isEqualTo("failed");
        assertThat(task.path("error").path("code").asInt()).isEqualTo(80006);
        assertThat(task.path("error").path("message").asString())
                .contains("sexual content")
                .doesNotContain("nude");
        assertThat(task.path("credits").asLong()).isZero();
        assertThat(task.path("finished_at").asLong()).isPositive();
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(server.live().drawn()).isEmpty();
        assertThat(server.get("/api/v1/tasks?status=failed").json().path("data")).hasSize(1);
        String refused = "zimage_content_refusals_total{category=\"sexual\",side=\"prompt\"} 1.0";
        assertThat(server.metricsWith(refused)).contains(refused);
    }

    @Test
    void a_refused_prompt_answers_whoever_waits_and_whoever_repeats_it() {
        TestServer server = start(Map.of());
        JsonNode waited = server.post(GENERATIONS, checked(REFUSED), "Prefer", "wait=20").json();
        assertThat(waited.path("error").path("code").asInt()).isEqualTo(80006);
        TestServer.Reply first =
                server.post(GENERATIONS, checked(REFUSED), "Idempotency-Key", "order-1");
        TestServer.Reply again =
                server.post(GENERATIONS, checked(REFUSED), "Idempotency-Key", "order-1");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(server.metricsWith("side=\"prompt\"} 2.0")).contains("side=\"prompt\"} 2.0");
    }

    @Test
    void clients_of_openai_are_told_of_a_content_policy_violation() {
        TestServer server = start(Map.of());
        TestServer.Reply reply =
                server.post("/v1/images/generations", "{\"n\":2,\"prompt\":\"" + NEVER + "\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("code").asString())
                .isEqualTo("content_policy_violation");
        assertThat(server.get("/api/v1/tasks?status=failed").json().path("data")).hasSize(2);
        assertThat(server.balance()).isEqualTo(10_000);
    }

    @Test
    void a_checked_task_has_no_previews() throws Exception {
        TestServer server = start(Map.of());
        for (int i = 0; i < 2; i++) {
            server.submitted("slow: " + i);
            server.live().awaitStart();
        }
        String id = server.post(GENERATIONS, checked("stripes")).json().path("id").asString();
        try (EventReader events = EventReader.open(server, id + "/events?preview=true")) {
            assertThat(events.next()).isNotNull();
            server.live().letGo(2);
            assertThat(events.rest())
                    .extracting(EventReader.Event::name)
                    .doesNotContain("preview")
                    .contains("completed");
        }
    }

    @Test
    void a_dry_run_says_that_the_prompt_would_be_refused() {
        TestServer server = start(Map.of());
        TestServer.Reply reply = server.post(GENERATIONS + "?dry_run=true", checked(REFUSED));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(80006);
        assertThat(server.get("/api/v1/tasks").json().path("data")).isEmpty();
    }

    @Test
    void unchecked_only_sexual_content_with_minors_is_refused() {
        TestServer server = start(Map.of());
        JsonNode task = server.post(GENERATIONS, unchecked(NEVER)).json();
        assertThat(task.path("status").asString()).isEqualTo("failed");
        String other = server.post(GENERATIONS, unchecked(REFUSED)).json().path("id").asString();
        assertThat(server.awaitEnd(other).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void a_refused_picture_fails_its_task_with_a_refund_and_leaves_no_file() throws IOException {
        TestServer server = start(STRICT);
        String id = server.post(GENERATIONS, checked("stripes")).json().path("id").asString();
        JsonNode task = server.awaitEnd(id);
        assertThat(task.path("status").asString()).isEqualTo("failed");
        assertThat(task.path("error").path("code").asInt()).isEqualTo(80006);
        assertThat(task.path("error").path("message").asString()).contains("sexual content");
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(server.live().drawn()).hasSize(1);
        assertThat(pictures(server)).isEmpty();
        assertThat(server.metricsWith("side=\"picture\"} 1.0")).contains("side=\"picture\"} 1.0");
        String unchecked = server.submitted("stripes");
        assertThat(server.awaitEnd(unchecked).path("status").asString()).isEqualTo("completed");
    }

    private static List<Path> pictures(TestServer server) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().media())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_harmless_picture_passes() {
        TestServer server = start(Map.of());
        String id =
                server.post(
                                GENERATIONS,
                                checked("stripes")
                                        .replace("}", ",\"seed\":255,\"output_format\":\"png\"}"))
                        .json()
                        .path("id")
                        .asString();
        assertThat(server.awaitEnd(id).path("status").asString()).isEqualTo("completed");
        assertThat(server.balance()).isEqualTo(9_996);
    }

    @Test
    void the_wish_to_be_checked_outlives_a_restart() throws InterruptedException {
        TestServer server = start(Map.of("server.shutdown_grace", "0s"));
        server.stop();
        server.close();
        server =
                start(
                        Map.of(
                                "server.shutdown_grace",
                                "0s",
                                "content_check.picture_threshold",
                                "0.000001"));
        String id = server.post(GENERATIONS, checked("slow: stripes")).json().path("id").asString();
        server.live().awaitStart();
        server.stop();
        server.live().letGo(1);
        server.start();
        assertThat(server.awaitEnd(id).path("error").path("code").asInt()).isEqualTo(80006);
    }

    @Test
    void an_account_can_always_be_checked() {
        TestServer server = start(Map.of());
        server.stop();
        try (Database database = server.openDatabase()) {
            Accounts.open(database, Clock.systemUTC(), new SecureRandom())
                    .setContentCheck("default", true);
        }
        server.start();
        assertThat(server.submit(REFUSED).json().path("status").asString()).isEqualTo("failed");
    }

    @Test
    void an_installation_can_always_check() {
        TestServer server = start(Map.of("content_check.mode", "always"));
        assertThat(server.submit(REFUSED).json().path("status").asString()).isEqualTo("failed");
    }

    @Test
    void without_the_classifier_checked_orders_are_503_and_others_are_drawn() {
        server =
                TestServer.start(
                        folder,
                        Clock.systemUTC(),
                        Map.of(),
                        () -> {
                            throw new IOException("told to");
                        });
        TestServer.Reply reply = server.post(GENERATIONS, checked("stripes"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.errorCode()).isEqualTo(60012);
        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(server.post(GENERATIONS + "?dry_run=true", checked("stripes")).errorCode())
                .isEqualTo(60012);
        assertThat(server.balance()).isEqualTo(10_000);
        String id = server.submitted("stripes");
        assertThat(server.awaitEnd(id).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void without_the_classifier_who_repeats_an_order_gets_its_task() {
        TestServer server = start(Map.of());
        String[] key = {"Idempotency-Key", "order-1"};
        TestServer.Reply first = server.post(GENERATIONS, checked("stripes"), key);
        server.stop();
        server.breakClassifier();
        server.start();

        TestServer.Reply again = server.post(GENERATIONS, checked("stripes"), key);

        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(server.post(GENERATIONS, checked("dots"), key).errorCode()).isEqualTo(20009);
        assertThat(server.post(GENERATIONS, checked("dots")).errorCode()).isEqualTo(60012);
    }

    @Test
    void the_operators_words_are_read_at_the_start() throws IOException {
        Path words = Files.writeString(folder.resolve("deny.txt"), "\uFEFFbrand x\n# ours\n");
        TestServer server = start(Map.of("content_check.deny_file", words.toString()));
        JsonNode task =
                server.post(GENERATIONS, checked("a can of Brand X"), "Prefer", "wait=5").json();
        assertThat(task.path("error").path("message").asString()).contains("operator");
    }
}
