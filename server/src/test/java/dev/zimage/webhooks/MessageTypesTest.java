package dev.zimage.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever has to know a type of message follows [Deliveries#TYPES].
class MessageTypesTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void the_openapi_document_has_each_type_and_no_other() throws IOException {
        JsonNode document =
                new JsonMapper().readTree(Files.readAllBytes(RESOURCES.resolve("openapi.json")));

        assertThat(document.path("webhooks").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Deliveries.TYPES);
        assertThat(
                        document.at("/components/schemas/Delivery/properties/type/enum")
                                .valueStream()
                                .map(JsonNode::asString))
                .containsExactlyElementsOf(Deliveries.TYPES);
    }

    @Test
    void the_console_offers_each_type_by_a_name_in_every_language() throws IOException {
        Path assets = RESOURCES.resolve("console/assets");
        String page = Files.readString(assets.resolve("pages/webhooks.js"));

        assertThat(strings("const TYPES = \\[([^]]*)]", page))
                .containsExactlyElementsOf(Deliveries.TYPES);
        for (String language : List.of("en", "zh")) {
            assertThat(Files.readString(assets.resolve("i18n/webhooks/" + language + ".js")))
                    .contains(
                            Deliveries.TYPES.stream()
                                    .map(type -> "'webhooks.type." + type + "':")
                                    .toList());
        }
    }

    @Test
    void the_documentation_names_each_type() throws IOException {
        for (String page : List.of("webhooks.md", "zh/webhooks.md")) {
            assertThat(Files.readString(DOCS.resolve(page)))
                    .contains(Deliveries.TYPES.stream().map(type -> "`" + type + "`").toList());
        }
    }

    /// The quoted strings in the first group of a pattern.
    private static List<String> strings(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .flatMap(list -> Pattern.compile("'([^']+)'").matcher(list.group(1)).results())
                .map(quoted -> quoted.group(1))
                .toList();
    }
}
