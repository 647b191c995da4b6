package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentTest {

    private static Document read(String markdown) {
        return Document.read(
                "page",
                "en",
                markdown,
                Document.slugs(markdown),
                link -> link.equals("api.md#limits") ? "/docs/api#limits" : null);
    }

    @Test
    void html_in_the_markdown_is_shown_and_not_run() {
        Document document = read("# Title\n\n<script>alert(1)</script> [x](javascript:a)");

        assertThat(document.title()).isEqualTo("Title");
        assertThat(document.html()).contains("&lt;script&gt;").doesNotContain("<script", "<a ");
    }

    @Test
    void links_lead_to_pages_of_the_console_or_to_the_web_or_nowhere() {
        String html =
                read("[a](api.md#limits) [b](../server/Main.java) [c](https://example.com)").html();

        assertThat(html)
                .contains("href=\"/docs/api#limits\">a</a> b ")
                .contains("rel=\"noopener noreferrer\"")
                .doesNotContain("Main.java");
    }

    @Test
    void headings_have_the_ids_that_links_expect_and_sections_their_text() {
        Document document =
                read("# Title\nIntro\n## The `key`, and more\nOne\n\nTwo\n## Same\n## Same\n");

        assertThat(document.html()).contains("<h2 id=\"the-key-and-more\">");
        assertThat(document.sections())
                .extracting(Document.Section::id)
                .containsExactly("title", "the-key-and-more", "same", "same-1");
        assertThat(document.sections().get(1).text()).isEqualTo("One\nTwo");
    }

    @Test
    void the_first_row_of_an_error_can_be_linked_and_found() {
        Document document =
                read("| a | b |\n| --- | --- |\n| 10001 | no key |\n| 10001 | twice |\n| 7 | x |");

        assertThat(document.html()).containsOnlyOnce("<tr id=").contains("<tr id=\"10001\">");
        assertThat(document.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.text()).contains("no key"));
    }

    @Test
    void the_text_of_a_section_is_what_one_reads() {
        Document document =
                read(
                        "# Title\nSee [the *limits*](api.md#limits) and\n`code`.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |");

        assertThat(document.sections().getFirst().text())
                .isEqualTo("See the limits and code.\na b \n1 2");
    }

    @Test
    void tables_are_tables() {
        assertThat(read("| a | b |\n| --- | --- |\n| 1 | 2 |").html())
                .contains("<table>", "<td>1</td>");
    }
}
