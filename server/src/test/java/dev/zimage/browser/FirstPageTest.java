package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import dev.zimage.server.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a first visit costs, and who may see what.
final class FirstPageTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private static final int MOST_BYTES = 150_000;
    private static final int MOST_BYTES_TO_SIGN_IN = 70_000;

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void the_first_page_transfers_less_than_150_kb() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP);
        int bytes =
                transferred(visit, () -> visit.open("/playground").sees(visit.button("Generate")));
        assertThat(bytes).isBetween(30_000, MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_sign_in_transfers_at_most_70_kb(boolean chinese) {
        BrowserProfile look = BrowserProfile.DESKTOP;
        BrowserSession visit = console.visitor(chinese ? look.inChinese() : look);
        int bytes = transferred(visit, () -> visit.open("/signin"));
        assertThat(bytes).isBetween(30_000, MOST_BYTES_TO_SIGN_IN);
    }

    private static int transferred(BrowserSession visit, Runnable opening) {
        List<Response> responses = new ArrayList<>();
        visit.page().onResponse(responses::add);
        opening.run();
        visit.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        return responses.stream()
                .map(response -> response.request().sizes())
                .mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
    }

    /// Texts come late: only the browser knows in which language.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/tasks", "/usage", "/settings/apikeys", "/admin/queue", "/docs"})
    void a_page_names_its_scripts_at_once_and_none_that_it_does_not_need(String path) {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open(path);
        visit.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        Object late =
                visit.page()
                        .evaluate(
                                """
                                () => performance.getEntriesByType('resource')
                                  .filter(file => file.name.endsWith('.js') && file.initiatorType === 'script')
                                  .map(file => file.name.replace(/.*assets.\\w+./, ''))
                                  .filter(name => !/^(early|app|i18n.\\w+(.\\w+)?).js$/.test(name))
                                """);
        assertThat((List<?>) late).isEmpty();
        Object named =
                visit.page()
                        .evaluate(
                                """
                                () => [...document.querySelectorAll('link[rel=modulepreload]')]
                                  .map(link => link.href).filter(href => href.includes('/pages/')).length
                                """);
        assertThat(named).isEqualTo(1);
    }

    @Test
    void a_second_visit_asks_for_no_file_again() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP);
        visit.open("/playground");
        visit.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        List<String> fetched = new ArrayList<>();
        visit.page()
                .onResponse(response -> {
                    if (response.url().contains("/assets/")
                            && response.status() == 200
                            && response.request().sizes().responseBodySize > 0) {
                        fetched.add(response.url());
                    }
                });
        visit.open("/usage").open("/playground");
        visit.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        assertThat(fetched).noneMatch(url -> url.endsWith("/app.js") || url.endsWith(".css"));
    }

    @Test
    void who_is_not_signed_in_signs_in_and_comes_back() {
        String email = "back@example.com";
        String token = console.invite(email, dev.zimage.people.Role.MEMBER, "default");
        console.visitor(BrowserProfile.DESKTOP).setUp(token, email);
        BrowserSession visit = console.visitor(BrowserProfile.DESKTOP).open("/usage");
        visit.page().waitForURL("**/signin?next=%2Fusage");
        visit.field("E-mail").fill(email);
        visit.field("Password").fill("not the password");
        visit.button("Sign in").click();
        visit.sees("E-mail or password is wrong.");
        visit.field("Password").fill(BrowserSession.PASSWORD);
        visit.button("Sign in").click();
        visit.sees(visit.heading("Ledger"));
        visit.button("Sign out").click();
        visit.sees(visit.heading("Sign in"));
    }

    @Test
    void an_address_after_the_sign_in_leads_nowhere_else() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP);
        visit.open("/signin?next=//example.org/");
        visit.page().waitForURL("**/playground");
    }

    @Test
    void a_session_that_ended_leads_to_the_sign_in() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/playground");
        visit.page().context().clearCookies();
        // What the page itself asks for meanwhile may lead there first, and the link is gone.
        visit.page().evaluate("document.querySelector('nav a[href=\"/tasks\"]')?.click()");
        visit.sees(visit.heading("Sign in"));
        visit.page().waitForURL(Pattern.compile("/signin\\?next=%2F(tasks|playground)$"));
    }

    @Test
    void a_link_that_was_used_says_how_to_get_another() {
        console.visitor(BrowserProfile.DESKTOP)
                .open("/setup?token=used")
                .sees("This link does not work any more");
    }

    @Test
    void a_member_sees_no_pages_for_operators() {
        BrowserSession visit = console.member("a-team", BrowserProfile.DESKTOP).open("/playground");
        assertThat(visit.page().getByText("Webhook failures").count()).isZero();
        visit.open("/admin/accounts").sees("Not for this account");
    }

    @Test
    void theme_and_language_are_chosen_and_kept() {
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/usage");
        visit.field("Theme").selectOption("dark");
        visit.field("Language").selectOption("zh");
        visit.sees(visit.heading("用量"));
        visit.open("/tasks").sees(visit.heading("任务"));
        assertThat(visit.page().evaluate("getComputedStyle(document.body).colorScheme"))
                .isEqualTo("dark");
    }
}
