package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What comes between somebody and the console: another tab, another page, a lost connection.
final class InterruptionsTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private static final String PLACE = "Math.round(scrollY)";

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    /// Somebody of an account with credits, whose name is known.
    private BrowserSession person(String name) {
        SERVER.get().grant(name, 1_000);
        String email = name + "@example.com";
        return console.visitor(BrowserProfile.DESKTOP)
                .setUp(console.invite(email, Role.MEMBER, name), email);
    }

    private static void signIn(Page page, String name) {
        page.getByLabel("E-mail").fill(name + "@example.com");
        page.getByLabel("Password").fill(BrowserSession.PASSWORD);
        page.keyboard().press("Enter");
    }

    private static Object eval(BrowserSession visit, String expression) {
        return visit.page().evaluate(expression);
    }

    @Test
    void a_prompt_outlives_the_session_it_was_written_in() {
        BrowserSession visit = person("writer").open("/playground");
        visit.field("Prompt").fill("a boat, described at length");
        visit.page().context().clearCookies();
        // The look at the price, a moment after the prompt was written, may be first.
        eval(visit, "document.querySelector('z-composer .primary')?.click()");
        visit.sees(visit.heading("Sign in"));
        signIn(visit.page(), "writer");
        visit.sees(visit.button("Generate"));
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("a boat, described at length");
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void who_signed_in_again_in_another_tab_goes_on_in_this_one() {
        BrowserSession visit = person("tabs").open("/playground");
        visit.field("Prompt").fill("a boat for two tabs");
        Page other = visit.page().context().newPage();
        other.navigate("/docs");
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        signIn(other, "tabs");
        other.waitForURL("**/playground");
        visit.page().bringToFront();
        visit.button("Generate").click();
        visit.seesPictures(1);
    }

    @Test
    void a_tab_that_asks_for_sign_in_goes_on_when_that_was_done_in_another_one() {
        BrowserSession visit = person("waiting").open("/playground");
        visit.field("Prompt").fill("a boat that waits");
        Page other = visit.page().context().newPage();
        other.navigate("/docs");
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        other.getByLabel("Password").waitFor();
        visit.page().reload();
        visit.sees(visit.heading("Sign in"));
        signIn(other, "waiting");
        visit.sees(visit.button("Generate"));
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("a boat that waits");
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void an_order_whose_answer_was_lost_counts_once() {
        BrowserSession visit = person("unlucky").open("/playground");
        visit.field("Prompt").fill("a boat that was ordered");
        AtomicBoolean lose = new AtomicBoolean(true);
        visit.page()
                .route(
                        "**/images/generations",
                        route -> {
                            if (lose.getAndSet(false)) {
                                route.fetch();
                                route.abort();
                            } else {
                                route.resume();
                            }
                        });
        visit.button("Generate").click();
        visit.sees("The server cannot be reached.");
        visit.button("Generate").click();
        visit.seesPictures(1).sees("996 credits");
    }

    @Test
    void the_way_back_leads_to_where_one_was_in_a_list() {
        BrowserSession visit = person("browsing").open("/docs").order(50);
        visit.open("/tasks?text=number").seesCount(".tile", 30);
        eval(visit, "scrollTo(0, document.body.scrollHeight)");
        visit.seesCount(".tile", 50);
        visit.page().locator(".tile").nth(48).locator("img:not(.preview)").click();
        visit.link("Open the task").click();
        visit.sees(visit.heading("Facts"));
        assertThat(eval(visit, PLACE)).isEqualTo(0);
        visit.page().goBack();
        visit.seesCount(".tile", 50);
        PlaywrightAssertions.assertThat(visit.page().locator(".tile").nth(48)).isInViewport();
        assertThat(visit.field("Search in prompts").inputValue()).isEqualTo("number");
    }

    @Test
    void a_half_written_prompt_is_there_after_a_look_at_another_page() {
        BrowserSession visit = person("curious").open("/playground");
        visit.field("Prompt").fill("half a prompt");
        visit.choice("16:9").check();
        visit.link("Usage").click();
        visit.sees(visit.heading("Ledger"));
        visit.page().goBack();
        visit.sees(visit.button("Generate")).sees("1280 × 720");
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("half a prompt");
        visit.button("Sign out").click();
        visit.sees(visit.heading("Sign in"));
        assertThat(eval(visit, "sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void a_page_that_cannot_be_fetched_is_fetched_when_the_server_answers_again() {
        BrowserSession visit = person("offline").open("/playground");
        visit.page().waitForLoadState(LoadState.NETWORKIDLE);
        visit.page().context().setOffline(true);
        visit.link("Usage").click();
        visit.sees(visit.heading("Usage")).sees("Connection lost, retrying");
        visit.page().context().setOffline(false);
        visit.sees(visit.heading("Ledger")).seesCount(".connection p", 0);
    }

    @Test
    void a_lost_connection_is_said_once_and_no_longer_when_it_is_back() {
        BrowserSession visit = person("unplugged").open("/playground").sees("4 credits");
        visit.page().context().setOffline(true);
        visit.field("Prompt").fill("a boat at sea");
        visit.sees("Connection lost, retrying").seesCount(".notice.danger", 0);
        assertThat(visit.violations()).isEmpty();

        visit.page().context().setOffline(false);
        visit.seesCount(".connection p", 0).sees("4 credits").button("Generate").click();
        visit.seesPictures(1);
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("a boat at sea");
    }

    @Test
    void a_server_that_dies_while_a_picture_waits_is_noticed() {
        BrowserSession visit = person("bereft").open("/playground");
        visit.field("Prompt").fill("pause: a boat that waits");
        AtomicBoolean dead = new AtomicBoolean();
        visit.page()
                .route(
                        Pattern.compile(".*/(api|health)/.*"),
                        route -> {
                            if (dead.get()) {
                                route.abort();
                            } else {
                                route.resume();
                            }
                        });
        visit.page().route("**/events?*", route -> route.fulfill(NO_STREAM));
        visit.button("Generate").click();
        visit.seesCount("z-job", 1);
        dead.set(true);
        visit.sees("Connection lost, retrying");
        dead.set(false);
        visit.seesCount(".connection p", 0).seesPictures(1);
    }

    private static final Route.FulfillOptions NO_STREAM =
            new Route.FulfillOptions().setStatus(404).setBody("no stream");

    @Test
    void the_focus_stays_near_what_was_removed_and_begins_in_the_first_field() {
        BrowserSession visit =
                console.member("tidy", BrowserProfile.DESKTOP).open("/settings/apikeys");
        visit.button("New key").focus();
        visit.page().keyboard().press("Enter");
        visit.sees(visit.field("Name"));
        visit.page().waitForFunction("document.activeElement.id === 'key-name'");
        visit.page().keyboard().type("short-lived");
        visit.page().keyboard().press("Enter");
        visit.sees(visit.heading("Your new key"));
        visit.button("Done").click();
        visit.button("Revoke short-lived").click();
        visit.page().locator("dialog .danger").click();
        visit.sees("The key was revoked.").seesCount("tbody button", 0);
        visit.page().waitForFunction("document.activeElement.className === 'table-wrap'");
    }

    @Test
    void an_address_that_is_none_shows_a_page_to_readers_and_an_error_to_programs() {
        BrowserSession visit = console.visitor(BrowserProfile.DESKTOP);
        assertThat(visit.page().navigate("/nothing/here").status()).isEqualTo(404);
        visit.sees(visit.heading("No such page"));
        assertThat(SERVER.get().get("/nothing/here").errorCode()).isEqualTo(40402);
        assertThat(visit.page().navigate("/api/v1/nothing").headerValue("content-type"))
                .startsWith("application/json");
    }
}
