package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DocumentationTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    @Test
    void everybody_can_read_the_pages_of_the_program() {
        Browser browser = new Browser(SERVER.get());

        JsonNode pages = browser.read("/console/api/docs").path("data");
        assertThat(pages.path(0).path("page").asString()).isEqualTo("api");
        for (JsonNode listed : pages) {
            JsonNode page = browser.read("/console/api/docs/" + listed.path("page").asString());
            assertThat(page.path("title")).isEqualTo(listed.path("title"));
            assertThat(page.path("html").asString())
                    .contains("<h1")
                    .doesNotContain(".md\"", ".md#");
            assertThat(page.path("toc")).isNotEmpty();
        }
    }

    @Test
    void every_section_can_be_found_by_its_words() {
        JsonNode index = new Browser(SERVER.get()).read("/console/api/docs-index").path("data");

        assertThat(index.valueStream())
                .anySatisfy(section -> {
                    assertThat(section.path("page").asString()).isEqualTo("errors");
                    assertThat(section.path("text").asString()).contains("10005");
                });
    }

    @Test
    void there_are_no_other_pages() {
        assertThat(new Browser(SERVER.get()).get("/console/api/docs/nothing").errorCode())
                .isEqualTo(40402);
    }
}
