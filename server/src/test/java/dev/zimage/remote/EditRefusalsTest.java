package dev.zimage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Pictures to be edited that are refused.
class EditRefusalsTest {

    @AutoClose private final EditingInstallation edits = new EditingInstallation();
    private final TestServer server = edits.server();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/page.png | is no JPEG, PNG or WebP picture",
                "/half.png | cannot be decoded",
                "/bomb.png | has 60000x60000 pixels; send one of at most 50 megapixels",
                "/large.png | has more than 20 MiB",
                "/moved.png | it redirects",
                "/gone.png | the answer has status 404",
            })
    void a_picture_that_is_of_no_use_is_named_and_costs_nothing(String path, String reason) {
        Reply reply =
                edits.order(
                        "cats",
                        "\"image_urls\":[\"%s\",\"%s\"]"
                                .formatted(edits.url("/red.png"), edits.url(path)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(20_003);
        assertThat(reply.errorMessage()).startsWith("image_urls[1] ").contains(reason);
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(edits.storedSources()).isEmpty();
    }

    @Test
    void addresses_that_are_not_public_are_refused() {
        try (EditingInstallation strict =
                new EditingInstallation("webhooks.allow_private", "false")) {
            Reply http = strict.order("cats", "\"image_url\":\"%s\"".formatted(strict.url("/a")));
            Reply loopback =
                    strict.order(
                            "cats",
                            "\"image_url\":\"https://localhost:%d/a\"".formatted(strict.webPort()));

            assertThat(http.errorCode()).isEqualTo(20_003);
            assertThat(http.errorMessage()).isEqualTo("image_url must begin with https://");
            assertThat(loopback.errorCode()).isEqualTo(20_003);
            assertThat(loopback.errorMessage()).startsWith("image_url ").contains("public address");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_url\":\"data:text/plain;base64,AAAA\" | image_url must be an https URL",
                "\"image_url\":\"data:image/png;base64,%%\" | image_url must be an https URL",
                "\"image_urls\":[] | image_urls must be an array of 1 to 16 strings",
                "\"image_urls\":[1] | image_urls must be an array of strings",
                "\"image_urls\":[\"https://a.example/\"],\"image_url\":\"https://a.example/\" |"
                        + " Send image_url or image_urls, not both",
            })
    void what_is_no_picture_by_its_form_is_refused(String parameters, String reason) {
        Reply reply = edits.order("cats", parameters);

        assertThat(reply.errorCode()).isEqualTo(20_003);
        assertThat(reply.errorMessage()).contains(reason);
    }

    @Test
    void a_model_without_pictures_says_so() {
        Reply reply = edits.order("z-image", "\"image_url\":\"https://a.example/b.png\"");

        assertThat(reply.errorCode()).isEqualTo(20_010);
        assertThat(reply.errorMessage()).contains("z-image is text-to-image only", "image_url");
        assertThat(server.get("/api/v1/models/z-image").json().path("inputs").values())
                .extracting(JsonNode::asString)
                .containsExactly("text");
        JsonNode cats = server.get("/api/v1/models/cats").json();
        assertThat(cats.path("inputs").values())
                .extracting(JsonNode::asString)
                .containsExactly("text", "image");
        assertThat(cats.path("parameters").values())
                .extracting(parameter -> parameter.path("name").asString())
                .contains("image_url", "image_urls");
    }
}
