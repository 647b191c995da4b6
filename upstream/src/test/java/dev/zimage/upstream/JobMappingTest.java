package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.order;
import static dev.zimage.upstream.TestEngines.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Queues of jobs of one's own, described by a mapping.
class JobMappingTest {

    @Test
    void a_mapping_of_ones_own_is_read_from_a_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                """
                {"submit": {"path": "/draw", "body": {"text": "{{prompt}}", "s": "{{size}}"}},
                 "id": "/job", "poll": {"path": "/jobs/{{id}}"}, "status": "/state",
                 "running": ["busy"], "done": ["ok"], "picture": ["/png"]}
                """);
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"job\":3,\"state\":\"ok\",\"png\":\"%s\"}"
                                                .formatted(Pictures.base64(7))));
                UpstreamEngine engine =
                        UpstreamEngine.open(options(TestEngines.jobsProtocol(file), "", server))) {
            engine.generate(order("task_1"), ProgressListener.NONE);

            JsonNode body = server.requests("POST", "/draw").getFirst().json();
            assertThat(body.toString()).isEqualTo("{\"text\":\"a cat\",\"s\":\"64x64\"}");
        }
    }

    @Test
    void a_prompt_in_the_path_of_a_mapping_is_percent_encoded(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                """
                {"submit": {"method": "GET", "path": "/{{model}}/{{prompt}}?seed={{seed}}"},
                 "id": "/job", "poll": {"path": "/jobs/{{id}}"}, "status": "/state",
                 "running": ["busy"], "done": ["ok"], "picture": ["/png"]}
                """);
        try (ImitatedServer server =
                        ImitatedServer.start((request, exchange) ->
                                exchange.json(
                                        200,
                                        "{\"job\":3,\"state\":\"ok\",\"png\":\"%s\"}"
                                                .formatted(Pictures.base64(7))));
                UpstreamEngine engine =
                        UpstreamEngine.open(options(TestEngines.jobsProtocol(file), "", server))) {
            engine.generate(
                    new ImageRequest(
                            "100 % café? ../a&b#c",
                            new ImageSize(64, 64),
                            7,
                            new ImageRequest.Details("", "task_1", List.of())),
                    ProgressListener.NONE);

            assertThat(server.requests())
                    .anyMatch(request ->
                            request.target()
                                    .endsWith("/100%20%25%20caf%C3%A9%3F%20..%2Fa%26b%23c?seed=7"));
        }
    }

    @Test
    void a_mapping_says_what_is_missing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, "{\"submit\": {\"path\": \"/draw\"}, \"id\": \"job\"}");

        assertThatIOException()
                .isThrownBy(() -> TestEngines.jobsProtocol(file))
                .withMessageContaining("\"id\" must be a JSON pointer");
    }
}
