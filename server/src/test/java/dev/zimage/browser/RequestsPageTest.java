package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The last API requests, in a browser.
final class RequestsPageTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    private static String id(Reply reply) {
        return reply.header("x-request-id");
    }

    /// A request comes into the list a moment after its answer; until then the page is read again.
    private static Locator row(BrowserSession visit, String id) {
        Locator row = visit.page().locator("tbody tr", new Page.LocatorOptions().setHasText(id));
        for (int attempts = 0; attempts < 50 && !row.isVisible(); attempts++) {
            visit.button("Refresh").click();
            visit.page().waitForLoadState(LoadState.NETWORKIDLE);
        }
        visit.sees(row);
        return row;
    }

    @Test
    void an_operator_finds_an_error_by_its_id_and_by_the_filters_and_the_address_keeps_them() {
        String good = id(SERVER.get().submit("a boat"));
        String bad = id(SERVER.get().submit(""));
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/admin/requests");

        assertThat(row(visit, bad).innerText()).contains("400", "20003", "live", "127.0.0.1");
        row(visit, good);
        visit.field("Status").selectOption("errors");
        visit.field("Method and route").fill("POST /api");
        visit.sees(
                visit.page()
                        .locator("tbody:has-text('" + bad + "'):not(:has-text('" + good + "'))"));
        visit.page().reload();
        visit.sees(
                visit.page()
                        .locator("tbody:has-text('" + bad + "'):not(:has-text('" + good + "'))"));
        assertThat(visit.field("Status").inputValue()).isEqualTo("errors");
        assertThat(visit.violations()).isEmpty();

        visit.open("/admin/requests").field("Request id").fill(" " + good + " ");
        visit.sees(
                visit.page()
                        .locator("tbody:has-text('" + good + "'):not(:has-text('" + bad + "'))"));
        visit.field("Request id").fill("req_00000000-0000-4000-8000-000000000000");
        visit.sees("No requests are recorded that match.");
    }

    @Test
    void a_request_id_in_the_palette_leads_to_the_request_and_from_there_to_the_task() {
        Reply ordered = SERVER.get().submit("a lighthouse");
        String task = ordered.json().path("id").asString();
        BrowserSession visit =
                console.signedIn(Role.MEMBER, "default", BrowserProfile.DESKTOP)
                        .open("/settings/requests");
        row(visit, id(ordered));
        visit.open("/usage");

        visit.page().keyboard().press("Control+k");
        visit.page().locator("z-palette input").fill(id(ordered));
        visit.sees(
                visit.page().locator("[role=option]:has-text('POST /api/v1/images/generations')"));
        assertThat(visit.violations()).isEmpty();
        visit.page().keyboard().press("Enter");

        Locator row = visit.page().locator("tbody tr");
        visit.sees(row);
        assertThat(row.count()).isEqualTo(1);
        assertThat(row.innerText()).contains(id(ordered)).doesNotContain("127.0.0.1");
        visit.link(task).click();
        visit.sees(visit.page().locator(".task-page"));
        assertThat(visit.page().url()).endsWith("/tasks/" + task);
    }

    @Test
    void a_viewer_has_no_such_page() {
        BrowserSession viewer = console.signedIn(Role.VIEWER, "default", BrowserProfile.DESKTOP);
        viewer.open("/usage").sees(viewer.heading("Usage"));

        assertThat(viewer.page().locator(".sidebar .nav-link").allInnerTexts())
                .doesNotContain("API requests");
        viewer.open("/settings/requests");
        assertThat(viewer.sees(viewer.page().locator("h1")).page().locator("table").count())
                .isZero();
    }
}
