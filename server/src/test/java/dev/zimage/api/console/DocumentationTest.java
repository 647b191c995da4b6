package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.FileText;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DocumentationTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final Pattern LINK =
            Pattern.compile("href=\"(?:/docs/([^\"#]+))?(?:#([^\"]+))?\"");

    @Test
    void everybody_can_read_the_pages_of_the_program() {
        Browser browser = new Browser(SERVER.get());

        JsonNode pages = browser.read("/console/api/docs").path("data");
        assertThat(pages.path(0).path("page").asString()).isEqualTo("quick-start");
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
    void pages_stand_in_chapters_one_after_the_other() {
        assertThat(new Browser(SERVER.get()).read("/console/api/docs").path("data").valueStream())
                .extracting(page -> page.path("chapter").asString())
                .isSortedAccordingTo(
                        Comparator.comparingInt(
                                List.of("start", "api", "operate", "develop")::indexOf))
                .contains("start", "api", "operate", "develop");
    }

    @Test
    void every_page_has_its_place_in_a_chapter() {
        assertThat(new Browser(SERVER.get()).read("/console/api/docs").path("data").valueStream())
                .extracting(page -> page.path("page").asString())
                .allSatisfy(page -> assertThat(Chapter.of(page).names(page)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void every_link_leads_to_a_section_that_is_there(String language) {
        Browser browser = new Browser(SERVER.get());
        Map<String, String> html = new HashMap<>();
        for (JsonNode listed : browser.read("/console/api/docs?lang=" + language).path("data")) {
            String page = listed.path("page").asString();
            html.put(
                    page,
                    browser.read("/console/api/docs/" + page + "?lang=" + language)
                            .path("html")
                            .asString());
        }
        SoftAssertions softly = new SoftAssertions();
        html.forEach((page, text) ->
                LINK.matcher(text)
                        .results()
                        .forEach(link -> {
                            String to = link.group(1) == null ? page : link.group(1);
                            softly.assertThat(html).as("pages, from " + page).containsKey(to);
                            softly.assertThat(html.getOrDefault(to, ""))
                                    .as("%s, linked from %s", to, page)
                                    .contains(
                                            link.group(2) == null
                                                    ? ""
                                                    : " id=\"" + link.group(2) + "\"");
                        }));
        softly.assertAll();
    }

    @Test
    void links_of_other_pages_into_the_docs_lead_somewhere() throws IOException {
        Browser browser = new Browser(SERVER.get());
        Pattern link = Pattern.compile("\"/docs/([a-z-]+)(?:#([\\w-]+))?");
        List<MatchResult> links;
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/console/assets"))) {
            links =
                    files.filter(file -> file.toString().endsWith(".js"))
                            .flatMap(file -> link.matcher(FileText.read(file)).results())
                            .toList();
        }
        assertThat(links)
                .hasSizeGreaterThan(3)
                .allSatisfy(found -> {
                    JsonNode page = browser.read("/console/api/docs/" + found.group(1));
                    assertThat(page.path("html").asString())
                            .contains(
                                    found.group(2) == null ? "" : " id=\"" + found.group(2) + "\"");
                });
    }

    @Test
    void examples_can_be_read_in_the_browser() {
        Browser browser = new Browser(SERVER.get());
        assertThat(browser.read("/console/api/docs/quick-start").path("html").asString())
                .contains("href=\"/assets/docs/examples/curl.sh\"");
        assertThat(browser.get("/assets/docs/examples/curl.sh").header("Content-Type"))
                .startsWith("text/plain");
    }

    @Test
    void a_translation_is_shown_and_found_in_its_language() {
        Browser browser = new Browser(SERVER.get());

        JsonNode page = browser.read("/console/api/docs/quick-start?lang=zh");
        assertThat(page.path("title").asString()).isEqualTo("快速开始");
        assertThat(page.path("lang").asString()).isEqualTo("zh");
        assertThat(browser.read("/console/api/docs/dependencies?lang=zh").path("lang").asString())
                .isEqualTo("en");
        assertThat(browser.read("/console/api/docs-index?lang=zh").path("data").valueStream())
                .anySatisfy(section -> {
                    assertThat(section.path("page").asString()).isEqualTo("tasks");
                    assertThat(section.path("lang").asString()).isEqualTo("zh");
                    assertThat(section.path("text").asString()).contains("积分");
                });
    }

    @Test
    void an_error_is_found_by_its_code() {
        assertThat(
                        new Browser(SERVER.get())
                                .read("/console/api/docs-index")
                                .path("data")
                                .valueStream())
                .filteredOn(section -> section.path("id").asString().equals("80006"))
                .singleElement()
                .satisfies(
                        section -> assertThat(section.path("page").asString()).isEqualTo("errors"));
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
