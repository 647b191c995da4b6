package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The one table of the console's pages, held against the files that show them.
class ConsolePageTest {

    private final List<ConsolePage> pages = ConsolePage.parse(Assets.pageTable());

    @Test
    void every_page_of_the_table_has_a_script_and_every_script_a_page() {
        List<String> scripts =
                Assets.read().byPath().keySet().stream()
                        .filter(path -> path.startsWith("pages/"))
                        .map(path -> path.substring("pages/".length(), path.length() - 3))
                        .toList();

        assertThat(pages.stream().map(ConsolePage::page).filter(Objects::nonNull).distinct())
                .containsExactlyInAnyOrderElementsOf(scripts);
    }

    @Test
    void an_address_that_shows_another_page_leads_to_one_of_the_table() {
        assertThat(pages).filteredOn(page -> page.to() != null).isNotEmpty();
        for (ConsolePage page : pages) {
            String to = page.to();
            if (to != null) {
                assertThat(pages).anyMatch(other -> other.page() != null && other.matches(to));
            }
        }
    }

    @Test
    void a_name_stands_for_one_segment_and_a_star_for_the_rest() {
        ConsolePage task = new ConsolePage("/tasks/:task", null, "task", false);
        ConsolePage rest = new ConsolePage("/admin/*", null, "nowhere", false);

        assertThat(task.matches("/tasks/task_1")).isTrue();
        assertThat(task.matches("/tasks/task_1/")).isTrue();
        assertThat(task.matches("/tasks/task_1/more")).isFalse();
        assertThat(task.matches("/tasks")).isFalse();
        assertThat(rest.matches("/admin/a/b")).isTrue();
        assertThat(rest.matches("/administrator")).isFalse();
        assertThat(task.address()).isEqualTo("/tasks/{task}");
        assertThat(rest.address()).isEqualTo("/admin/<rest>");
    }
}
