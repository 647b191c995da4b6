package dev.zimage.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.http.Answer;
import dev.zimage.errors.ErrorCode;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import dev.zimage.tasks.Failure;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The errors at `/v1`, which are OpenAI's in shape, status and code.
class OpenAiErrorsTest {

    private static final String GENERATIONS = "/v1/images/generations";

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final TestServer server = SHARED.get();

    private static JsonNode error(Reply reply) {
        JsonNode error = reply.json().path("error");
        assertThat(reply.json().propertyNames()).containsExactly("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.path("code").isString()).isTrue();
        assertThat(reply.header("x-request-id")).startsWith("req_");
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"prompt":"a","size":"big"}                 | size            | invalid_value
                    {"prompt":"a","size":"0x512"}               | size            | invalid_value
                    {"prompt":"a","size":1024}                  | size            | invalid_value
                    {"prompt":"a","n":0}                        | n               | invalid_value
                    {"prompt":"a","n":11}                       | n               | invalid_value
                    {"prompt":"a","n":"2"}                      | n               | invalid_value
                    {"prompt":"a","response_format":"png"}      | response_format | invalid_value
                    {"prompt":"a","output_format":"webp"}       | output_format   | invalid_value
                    {"prompt":"a","background":"transparent"}   | background      | invalid_value
                    {"prompt":"a","quality":"best"}             | quality         | invalid_value
                    {"prompt":"a","style":"vivd"}               | style           | invalid_value
                    {"prompt":"a","moderation":"off"}           | moderation      | invalid_value
                    {"prompt":"a","stream":true}                | stream          | invalid_value
                    {"prompt":"a","partial_images":2}           | partial_images  | invalid_value
                    {"prompt":"a","output_compression":101}     | output_compression | invalid_value
                    {"prompt":"a","user":7}                     | user            | invalid_value
                    {"prompt":"a","seed":-1}                    | seed            | invalid_value
                    {"prompt":" "}                              | prompt          | invalid_value
                    {"prompt":["a"]}                            | prompt          | invalid_value
                    {"prompt":"\\u0007"}                        | prompt          | invalid_value
                    {"n":1}                                     | prompt          | missing_required_parameter
                    {"prompt":"a","aspect_ratio":"1:1"}         | aspect_ratio    | unknown_parameter
                    """)
    void a_wrong_parameter_is_named(String body, String parameter, String code) {
        Reply reply = server.post(GENERATIONS, body);

        JsonNode error = error(reply);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString()).isEqualTo(parameter);
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("message").asString()).contains(parameter);
    }

    @Test
    void a_prompt_that_is_too_long_is_a_400() {
        Reply reply = server.post(GENERATIONS, "{\"prompt\":\"" + "a".repeat(1001) + "\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(error(reply).path("code").asString()).isEqualTo("string_above_max_length");
        assertThat(error(reply).path("param").asString()).isEqualTo("prompt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dall-e-3", "gpt-image-1", "z_image"})
    void a_model_that_there_is_not_is_a_404(String model) {
        Reply order =
                server.post(GENERATIONS, "{\"prompt\":\"a\",\"model\":\"%s\"}".formatted(model));
        Reply look = server.get("/v1/models/" + model);

        for (Reply reply : new Reply[] {order, look}) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(error(reply).path("code").asString()).isEqualTo("model_not_found");
            assertThat(error(reply).path("param").asString()).isEqualTo("model");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"prompt\":", "[]", "{\"prompt\":\"a\",\"prompt\":\"b\"}"})
    void a_body_that_is_no_json_object_is_a_400(String body) {
        Reply reply = server.post(GENERATIONS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(error(reply).path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error(reply).path("code").asString()).isEqualTo("invalid_body");
    }

    @Test
    void a_body_that_is_too_large_or_no_json_has_the_same_shape() {
        Reply large = server.post(GENERATIONS, "{\"prompt\":\"" + "a".repeat(70_000) + "\"}");
        Reply form = server.post(GENERATIONS, "prompt=a", "Content-Type", "text/plain");

        assertThat(large.status()).isEqualTo(413);
        assertThat(form.status()).isEqualTo(415);
        assertThat(error(large).path("code").asString()).isEqualTo("body_too_large");
        assertThat(error(form).path("code").asString()).isEqualTo("invalid_body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer sk-abc", "Basic abc", ""})
    void a_key_that_is_blank_or_wrong_is_a_401(String authorization) {
        Reply reply =
                server.send(server.request("/v1/models").setHeader("Authorization", authorization));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(error(reply).path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error(reply).path("code").asString()).isEqualTo("invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/", "/v1/images/variations", "/v1/chat/completions"})
    void a_path_that_there_is_not_has_the_same_shape(String path) {
        Reply reply = server.post(path, "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(error(reply).path("code").asString()).isEqualTo("unknown_url");
    }

    @Test
    void what_the_library_refuses_has_the_same_shape() {
        Reply reply =
                server.send(server.request("/v1/models").header("x-much", "a".repeat(20_000)));

        assertThat(reply.status()).isEqualTo(431);
        error(reply);
    }

    @Test
    void a_method_that_a_path_does_not_take_is_a_405() {
        Reply reply = server.get(GENERATIONS);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST");
        assertThat(error(reply).path("code").asString()).isEqualTo("method_not_supported");
    }

    @ParameterizedTest
    @CsvSource({
        "CONTENT_REFUSED, 400, false",
        "TASK_CANCELLED, 409, false",
        "GENERATION_FAILED, 500, true",
        "GENERATION_TIMED_OUT, 500, false",
        "WORKER_LOST, 500, false"
    })
    void the_end_of_a_task_says_whether_to_try_again(ErrorCode code, int status, String retry) {
        Answer answer = OpenAiErrors.failed(new Failure(code, "told so"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).contains(new Answer.Header("x-should-retry", retry));
    }

    @Test
    void a_prompt_against_the_policy_is_a_content_policy_violation() {
        Answer answer = OpenAiErrors.failed(new Failure(ErrorCode.CONTENT_REFUSED, "told so"));

        assertThat(answer.body())
                .isInstanceOfSatisfying(
                        Answer.Bytes.class,
                        body ->
                                assertThat(new JsonMapper().readTree(body.bytes()))
                                        .isEqualTo(
                                                new JsonMapper()
                                                        .readTree(
                                                                """
                                                                {"error":{"message":"told so","type":"invalid_request_error",
                                                                 "param":"prompt","code":"content_policy_violation"}}
                                                                """)));
    }

    @Test
    void other_paths_keep_their_own_errors() {
        assertThat(server.get("/v1x").errorCode()).isEqualTo(40402);
        assertThat(server.get("/api/v1/nothing").errorCode()).isEqualTo(40402);
    }

    @Test
    void the_models_are_listed_as_openai_does() {
        JsonNode list = server.get("/v1/models").json();
        JsonNode one = server.get("/v1/models/z-image").json();

        assertThat(list.path("object").asString()).isEqualTo("list");
        assertThat(list.path("data").path(0)).isEqualTo(one);
        assertThat(one.propertyNames()).containsExactly("id", "object", "created", "owned_by");
        assertThat(one.path("id").asString()).isEqualTo("z-image");
        assertThat(one.path("object").asString()).isEqualTo("model");
        HttpRequest.Builder head =
                server.request("/v1/models").method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(server.send(head).status()).isEqualTo(200);
    }
}
