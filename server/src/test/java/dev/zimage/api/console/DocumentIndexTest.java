package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentIndexTest {

    private static DocumentIndex of(Map<String, String> files) {
        return new DocumentIndex(
                files.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        file -> file.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    private static final DocumentIndex SHELF =
            of(
                    Map.of(
                            "tasks.md",
                            "# Tasks\n## Same again\nsee [limits](limits.md#too-much)",
                            "zh/tasks.md",
                            "# 任务\n## 再来一次\n见[限额](../limits.md#too-much)、[上文](#再来一次)、[画](../images/a.png)",
                            "limits.md",
                            "# Limits\n## Too much\n[again](tasks.md#same-again)"
                                    + " [why](adr/0001.md) [not there](nothing.md)",
                            "adr/0001.md",
                            "# Why",
                            "images/a.png",
                            ""));

    private static Document page(String language, String page) {
        return Objects.requireNonNull(SHELF.in(language).get(page));
    }

    private static String html(String language, String page) {
        return page(language, page).html();
    }

    @Test
    void a_translated_page_has_the_ids_of_the_english_one() {
        assertThat(html("zh", "tasks"))
                .contains("<h2 id=\"same-again\">再来一次</h2>")
                .contains("href=\"#same-again\"", "href=\"/docs/limits#too-much\"")
                .contains("href=\"/assets/docs/images/a.png\"");
        assertThat(page("zh", "tasks").lang()).isEqualTo("zh");
    }

    @Test
    void a_page_without_a_translation_is_the_english_one() {
        assertThat(SHELF.in("zh").get("limits")).isEqualTo(SHELF.in("en").get("limits"));
        assertThat(html("zh", "limits")).contains("href=\"/docs/tasks#same-again\"");
        assertThat(page("zh", "limits").lang()).isEqualTo("en");
    }

    @Test
    void links_to_what_the_console_does_not_show_are_only_text() {
        assertThat(html("en", "limits")).contains("why", "not there").doesNotContain("0001");
    }

    @Test
    void a_language_that_there_is_not_is_english() {
        assertThat(SHELF.in("tlh")).isEqualTo(SHELF.in("en"));
    }

    @Test
    void headings_that_do_not_match_keep_their_own_ids() {
        DocumentIndex shelf = of(Map.of("tasks.md", "# Tasks\n## One", "zh/tasks.md", "# 任务"));

        assertThat(shelf.in("zh").values())
                .singleElement()
                .satisfies(page -> assertThat(page.html()).contains("<h1 id=\"任务\">"));
    }
}
