package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.zimage.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What helps on every page: the palette, the shortcuts, the first steps, and word of what is done.
final class AroundThePagesTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void the_palette_goes_to_pages_tasks_and_the_docs() {
        BrowserSession visit =
                console.member("keyboard", 100, BrowserProfile.DESKTOP)
                        .open("/playground")
                        .order(1);
        visit.open("/playground").sees(visit.link("number 0"));
        Page page = visit.page();
        page.keyboard().press("Control+k");
        visit.sees(visit.page().locator("#palette-list"));
        assertThat(visit.violations()).isEmpty();
        page.keyboard().type("usage");
        visit.sees(page.locator("[role=option][aria-selected=true]").getByText("Usage"));
        page.keyboard().press("Enter");
        page.waitForURL("**/usage");

        page.keyboard().press("Control+k");
        visit.sees(page.locator("#palette-list"));
        page.keyboard().type("number 0");
        visit.sees(page.locator("[role=option]").getByText("number 0"));
        page.keyboard().press("Enter");
        page.waitForURL("**/tasks/task_*");

        page.keyboard().press("Control+k");
        visit.sees(page.locator("#palette-list"));
        page.keyboard().type("idempotency");
        // The page Docs is there until the list is narrowed.
        page.locator("[role=option]")
                .filter(new Locator.FilterOptions().setHasText("Docs"))
                .filter(new Locator.FilterOptions().setHasText("dempotency"))
                .first()
                .click();
        page.waitForURL("**/docs/**");
    }

    @Test
    void a_question_mark_shows_the_shortcuts_unless_one_writes() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/usage");
        visit.sees(visit.heading("Usage"));
        visit.page().keyboard().press("?");
        visit.sees(visit.heading("Keyboard shortcuts")).sees("Ctrl K");
        assertThat(visit.violations()).isEmpty();
        visit.page().keyboard().press("Escape");
        visit.open("/playground").field("Prompt").fill("what");
        visit.field("Prompt").press("?");
        visit.seesCount("dialog[open]", 0);
        assertThat(visit.field("Prompt").inputValue()).endsWith("?");
    }

    @Test
    void the_first_steps_tick_themselves_off_and_can_be_dismissed() {
        BrowserSession visit =
                console.member("beginners", 100, BrowserProfile.DESKTOP).open("/playground");
        visit.sees(visit.heading("First steps")).seesCount(".first-step[data-done=false]", 3);
        assertThat(visit.violations()).isEmpty();
        visit.link("Make an API key").click();
        visit.button("New key").first().click();
        visit.field("Name").fill("shop");
        visit.page().locator("dialog .primary").click();
        String key = visit.field("Text to copy").inputValue();
        visit.button("Done").click();
        visit.open("/playground").seesCount(".first-step[data-done=false]", 2);
        SERVER.get()
                .send(
                        SERVER.get()
                                .request("/api/v1/balance")
                                .setHeader("Authorization", "Bearer " + key));
        visit.page()
                .waitForCondition(() -> {
                    visit.page().evaluate("dispatchEvent(new Event('focus'))");
                    return visit.page().locator(".first-step[data-done=false]").count() == 1;
                });
        assertThat(visit.link("Make an API key").getAttribute("href"))
                .isEqualTo("/settings/apikeys");
        assertThat(visit.violations()).isEmpty();
        visit.button("Hide the first steps").click();
        visit.seesCount(".first-steps", 0);
        visit.open("/playground").sees(visit.button("Generate")).seesCount(".first-steps", 0);
    }

    @Test
    void the_title_of_a_tab_that_nobody_looks_at_counts_what_is_done() {
        BrowserSession visit =
                console.member("patient", 100, BrowserProfile.DESKTOP).open("/playground");
        visit.page().evaluate("document.hasFocus = () => false");
        visit.draw("a boat");
        visit.seesPictures(1);
        visit.page().waitForCondition(() -> visit.page().title().startsWith("(1) "));
        visit.page().evaluate("dispatchEvent(new Event('focus'))");
        assertThat(visit.page().title()).isEqualTo("Playground · zimage");
    }
}
