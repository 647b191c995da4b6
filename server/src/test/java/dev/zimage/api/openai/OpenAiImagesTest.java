package dev.zimage.api.openai;

import static dev.zimage.api.openai.OpenAiOrders.GENERATIONS;
import static dev.zimage.api.openai.OpenAiOrders.body;
import static dev.zimage.api.openai.OpenAiOrders.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Pictures by way of `/v1`.
@OnEveryDatabase
class OpenAiImagesTest {

    @RegisterExtension
    static final SharedServer SHARED = new SharedServer(TestServer.WHOLE_PICTURES);

    private final TestServer server = SHARED.get();

    @Test
    void a_picture_comes_as_a_link() throws IOException {
        Reply reply = server.post(GENERATIONS, body("a cat", ",\"model\":\"z-image\""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().propertyNames())
                .containsExactly("created", "data", "output_format", "size");
        JsonNode data = reply.json().path("data");
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.path(0).propertyNames()).containsExactly("url", "text_check");
        Reply picture = server.get(data.path(0).path("url").asString());
        assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.raw().body())).getWidth())
                .isEqualTo(1024);
        JsonNode task = server.get("/api/v1/tasks/" + tasks(reply).getFirst()).json();
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.path("created_at")).isEqualTo(reply.json().path("created"));
    }

    @Test
    void pictures_in_the_answer_are_those_that_were_stored() {
        Reply reply =
                server.post(
                        GENERATIONS,
                        body(
                                "a cat",
                                ",\"n\":3,\"response_format\":\"b64_json\",\"output_format\":\"png\""));

        assertThat(reply.json().path("data").size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            JsonNode task = server.get("/api/v1/tasks/" + tasks(reply).get(i)).json();
            String link = task.path("output").path("image_urls").path(0).asString();
            String inline = reply.json().path("data").path(i).path("b64_json").asString();
            assertThat(Base64.getDecoder().decode(inline)).isEqualTo(server.get(link).raw().body());
        }
    }

    @Test
    void n_pictures_are_n_tasks_with_seeds_of_their_own() {
        long before = server.balance();

        Reply reply = server.post(GENERATIONS, body("cats", ",\"n\":10"));

        assertThat(reply.json().path("data").size()).isEqualTo(10);
        assertThat(tasks(reply)).hasSize(10).doesNotHaveDuplicates();
        assertThat(
                        tasks(reply).stream()
                                .map(id ->
                                        server.get("/api/v1/tasks/" + id)
                                                .json()
                                                .path("seed")
                                                .asLong()))
                .doesNotHaveDuplicates();
        assertThat(server.balance()).isEqualTo(before - 40);
    }

    @Test
    void seeds_follow_the_one_that_was_asked_for() {
        Reply reply = server.post(GENERATIONS, body("cats", ",\"n\":3,\"seed\":4294967294"));

        assertThat(
                        tasks(reply).stream()
                                .map(id ->
                                        server.get("/api/v1/tasks/" + id)
                                                .json()
                                                .path("seed")
                                                .asLong()))
                .containsExactly(4_294_967_294L, 4_294_967_295L, 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "1024x1024, 1024x1024",
        "256x256, 1024x1024",
        "auto, 1024x1024",
        "1536x1024, 1152x864",
        "1024x1536, 864x1152",
        "1792x1024, 1280x720",
        "1024x1792, 720x1280",
        "1920x1080, 1280x720",
        "99999x1, 1280x720",
        "1x99999, 720x1280"
    })
    void a_size_means_the_nearest_shape(String asked, String drawn) {
        Reply reply = server.post(GENERATIONS, body("a cat", ",\"size\":\"" + asked + "\""));

        assertThat(reply.json().path("size").asString()).isEqualTo(drawn);
    }

    @Test
    void all_of_openais_fields_are_taken() {
        Reply reply =
                server.post(
                        GENERATIONS,
                        body(
                                "a cat",
                                """
                                ,"model":"z-image","n":1,"size":"auto","response_format":"url",
                                "output_format":"jpeg","output_compression":80,"background":"opaque",
                                "moderation":"low","quality":"hd","style":"natural","stream":false,
                                "partial_images":0,"user":"u-1","seed":7,"nsfw_checker":false
                                """));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void null_counts_as_left_out() {
        Reply reply =
                server.post(
                        GENERATIONS,
                        body("a cat", ",\"model\":null,\"n\":null,\"size\":null,\"stream\":null"));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_picture_that_fails_is_an_error_and_costs_nothing() {
        long before = server.balance();

        Reply reply = server.post(GENERATIONS, body("fail:", ""));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("error").path("type").asString()).isEqualTo("server_error");
        assertThat(reply.header("x-should-retry")).isEqualTo("true");
        assertThat(tasks(reply)).hasSize(1);
        assertThat(server.balance()).isEqualTo(before);
    }

    @Test
    void a_failure_that_would_come_again_is_not_to_be_tried_again() {
        Reply reply = server.post(GENERATIONS, body("no memory:", ""));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void an_idempotency_key_answers_with_the_same_pictures() {
        String body = body("a cat", ",\"n\":2");
        Reply first = server.post(GENERATIONS, body, "Idempotency-Key", "openai-1");
        long after = server.balance();
        Reply again = server.post(GENERATIONS, body, "Idempotency-Key", "openai-1");
        Reply other = server.post(GENERATIONS, body("dog", ""), "Idempotency-Key", "openai-1");
        Reply ours = server.submit("a cat", "Idempotency-Key", "openai-1");

        assertThat(tasks(again)).isEqualTo(tasks(first)).hasSize(2);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(server.balance()).isEqualTo(after);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("error").path("code").asString())
                .isEqualTo("idempotency_key_reused");
        assertThat(ours.errorCode()).isEqualTo(20009);
    }

    @Test
    void a_test_key_costs_nothing() {
        long before = server.balance();

        Reply reply =
                server.post(
                        GENERATIONS,
                        body("a cat", ",\"n\":2"),
                        "Authorization",
                        "Bearer " + server.testKey());

        assertThat(reply.json().path("data").size()).isEqualTo(2);
        assertThat(server.balance()).isEqualTo(before);
    }
}
