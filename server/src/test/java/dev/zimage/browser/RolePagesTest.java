package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the console offers to each role.
final class RolePagesTest {

    private static final String REASON = "Your role is viewer";

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void a_viewer_reads_why_nothing_can_be_ordered_and_nothing_is_tried() {
        SERVER.get().grant("viewed", 100);
        console.member("viewed", BrowserProfile.DESKTOP).open("/playground").order(1);
        BrowserSession visit = console.signedIn(Role.VIEWER, "viewed", BrowserProfile.PHONE);
        List<String> refused = new ArrayList<>();
        visit.page()
                .onResponse(answer -> {
                    if (answer.status() == 403) {
                        refused.add(answer.url());
                    }
                });
        visit.open("/playground").seesPictures(1).sees(REASON);
        visit.field("Prompt").fill("a cat");
        assertIsOff(visit, "Generate");
        assertThat(visit.button("Another seed").count()).isZero();
        assertThat(visit.violations()).isEmpty();
        visit.open("/batch").sees(REASON);
        visit.field("Prompts, one a line, or a CSV table").fill("a cat");
        assertIsOff(visit, "Show the price");
        assertThat(visit.violations()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void a_page_for_another_role_is_refused_to_a_member() {
        BrowserSession visit = console.signedIn(Role.MEMBER, "viewed", BrowserProfile.PHONE);
        visit.open("/settings/audit").sees("Your role has no access to this page.");
    }

    private static void assertIsOff(BrowserSession visit, String button) {
        assertThat(visit.button(button).getAttribute("aria-disabled")).isEqualTo("true");
        visit.button(button).dispatchEvent("click");
    }

    @Test
    void each_entry_of_the_menu_and_of_the_palette_has_a_name_of_its_own() {
        BrowserSession operator = console.operator(BrowserProfile.DESKTOP).open("/admin/audit");
        operator.sees(operator.heading("Full audit log"));
        List<String> menu = operator.page().locator(".sidebar .nav-link").allInnerTexts();
        assertThat(menu).doesNotHaveDuplicates().contains("Audit log", "Full audit log");
        assertThat(pagesOfPalette(operator)).containsExactlyElementsOf(menu);
    }

    @Test
    void the_palette_offers_no_page_that_the_menu_does_not() {
        SERVER.get().grant("choosers", 100);
        BrowserSession member =
                console.signedIn(Role.MEMBER, "choosers", BrowserProfile.DESKTOP).open("/usage");
        List<String> menu = member.page().locator(".sidebar .nav-link").allInnerTexts();
        assertThat(menu).doesNotContain("Audit log");
        assertThat(pagesOfPalette(member)).containsExactlyElementsOf(menu);
    }

    private static List<String> pagesOfPalette(BrowserSession visit) {
        visit.page().keyboard().press("Control+k");
        visit.sees(visit.page().locator("#palette-list"));
        return visit.page()
                .locator("[role=option]:has(> .muted:text-is('Page')) .palette-text")
                .allInnerTexts();
    }
}
