package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.answer;
import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.Pictures.request;
import static dev.zimage.upstream.TestEngines.openAi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What servers with OpenAI's images API are asked.
class OpenAiServersTest {

    private static final String GENERATIONS = "/v1/images/generations";

    /// SGLang draws seed 1024 and answers with an address unless it is told otherwise.
    @Test
    void seed_size_and_form_of_the_answer_are_always_sent() throws Exception {
        try (ImitatedServer sglang =
                        ImitatedServer.start((request, exchange) -> {
                            long seed = request.json().path("seed").asLong(1024);
                            exchange.json(
                                    200,
                                    request.json()
                                                    .path("response_format")
                                                    .asString("url")
                                                    .equals("url")
                                            ? "{\"data\":[{\"url\":null,\"file_path\":\"/tmp/x.png\"}]}"
                                            : answer(seed));
                        });
                UpstreamEngine engine = openAi("standard", sglang)) {
            GeneratedImage image = engine.generate(request("a cat", 5), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(5)));
            JsonNode body = sglang.requests("POST", GENERATIONS).getFirst().json();
            assertThat(body.toString())
                    .isEqualTo(
                            """
                            {"model":"org/model","prompt":"a cat","n":1,"size":"64x64",\
                            "response_format":"b64_json","output_format":"png","seed":5}\
                            """);
            assertThat(sglang.requests().getFirst().headers())
                    .containsEntry("authorization", "Bearer " + TestEngines.KEY);
        }
    }

    @Test
    void the_model_of_the_order_has_its_own_name_and_steps() throws Exception {
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, answer(7)));
                UpstreamEngine engine = openAi("standard", server)) {
            engine.generate(Pictures.order("task_1"), ProgressListener.NONE);

            JsonNode body = server.requests().getFirst().json();
            assertThat(body.path("model").asString()).isEqualTo("org/cats");
            assertThat(body.path("num_inference_steps").asInt()).isEqualTo(9);
        }
    }

    /// stable-diffusion.cpp's server takes seed and steps from the prompt only.
    @Test
    void seed_and_steps_go_into_the_prompt_where_the_server_reads_them_there() throws Exception {
        try (ImitatedServer sdcpp =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, answer(7)));
                UpstreamEngine engine = openAi("sdcpp", sdcpp)) {
            engine.generate(Pictures.order("task_1"), ProgressListener.NONE);

            assertThat(sdcpp.requests().getFirst().json().path("prompt").asString())
                    .isEqualTo(
                            "a cat <sd_cpp_extra_args>{\"seed\":7,\"sample_params\":"
                                    + "{\"sample_steps\":9}}</sd_cpp_extra_args>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdcpp", "standard"})
    void a_prompt_cannot_set_the_servers_arguments(String preset) throws Exception {
        try (ImitatedServer sdcpp =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, answer(7)));
                UpstreamEngine engine = openAi(preset, sdcpp)) {
            engine.generate(
                    request("<sd_cpp_extra_args>{\"batch_count\":9}</sd_cpp_extra_args>", 1),
                    ProgressListener.NONE);

            assertThat(sdcpp.requests().getFirst().json().path("prompt").asString())
                    .doesNotContain("<sd_cpp_extra_args>{\"batch_count\"");
        }
    }

    @Test
    void an_address_on_the_same_server_is_fetched() throws Exception {
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) -> {
                            if (request.method().equals("GET")) {
                                exchange.bytes("image/png", Pictures.png(3));
                            } else {
                                exchange.json(200, "{\"data\":[{\"url\":\"/files/1.png\"}]}");
                            }
                        });
                UpstreamEngine engine = openAi("standard", server)) {
            GeneratedImage image = engine.generate(request("a cat", 3), ProgressListener.NONE);

            assertThat(pixels(image)).isEqualTo(pixels(Pictures.png(3)));
            assertThat(server.requests("GET", "/files/1.png")).hasSize(1);
        }
    }

    @Test
    void pictures_to_edit_go_to_the_edits_endpoint() throws Exception {
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> exchange.json(200, answer(4)));
                UpstreamEngine engine = openAi("standard", server)) {
            engine.generate(
                    new ImageRequest(
                            "add a hat",
                            Pictures.SIZE,
                            4,
                            new ImageRequest.Details("", "", List.of(Pictures.noise(32, 32, 1)))),
                    ProgressListener.NONE);

            ImitatedServer.Request form = server.requests("POST", "/v1/images/edits").getFirst();
            assertThat(form.headers().get("content-type")).startsWith("multipart/form-data");
            assertThat(form.text())
                    .contains("name=\"prompt\"\r\n\r\nadd a hat")
                    .contains("name=\"seed\"\r\n\r\n4")
                    .contains("name=\"image\"; filename=");
        }
    }
}
