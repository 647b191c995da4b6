package dev.zimage.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Examples of errors say what the server says.
class OpenApiExamplesTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final TestServer server = SHARED.get();
    private final OpenApiDocument document = OpenApiDocument.read();

    @Test
    void the_example_of_an_unknown_model_lists_the_known_ones() {
        TestServer.Reply reply =
                server.post(
                        "/api/v1/images/generations",
                        "{\"model\":\"z-imag\",\"prompt\":\"a cat\"}");

        assertThat(reply.errorMessage()).isEqualTo(message("e20004"));
    }

    @Test
    void the_example_of_an_unknown_path_says_what_the_document_lists() {
        assertThat(server.get("/api/v1/task").errorMessage()).isEqualTo(message("e40402"));
        assertThat(document.root().at("/info/description").asString())
                .contains("`/api/v1` and `/v1`", "`/mcp`", "`/console/api`");
    }

    private String message(String example) {
        return document.root()
                .path("components")
                .path("examples")
                .path(example)
                .at("/value/error/message")
                .asString();
    }
}
