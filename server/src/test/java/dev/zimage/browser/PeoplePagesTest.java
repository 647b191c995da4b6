package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.console.AuthenticatorApp;
import dev.zimage.oidc.ProviderProcess;
import dev.zimage.people.Role;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The team, two-factor codes, sessions and single sign-on, in a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PeoplePagesTest {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @TempDir static Path folder;
    @TempDir static Path provided;

    private ProviderProcess provider;
    private TestServer server;
    private ConsoleDriver console;

    @BeforeAll
    void start() throws IOException {
        provider = new ProviderProcess(provided);
        server = TestServer.start(folder, provider.settings());
        console = new ConsoleDriver(server, CHROMIUM);
    }

    @AfterAll
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void an_owner_invites_a_viewer_and_makes_them_a_member() {
        BrowserSession owner =
                console.member("inviters", BrowserProfile.DESKTOP).open("/settings/team");
        owner.button("Invite").click();
        owner.field("E-mail").fill("vic@inviters.example");
        owner.page().locator("input[value=viewer]").check();
        assertThat(owner.violations()).isEmpty();
        owner.page().locator("dialog .button.primary").click();
        Object link = owner.page().locator("dialog z-copy").evaluate("copy => copy.value");
        owner.button("Done").click();
        owner.sees("vic@inviters.example").sees("invited");

        BrowserSession viewer = console.visitor(BrowserProfile.PHONE.inChinese());
        String token = link.toString().replaceFirst(".*token=", "");
        viewer.setUp(token, "vic@inviters.example").open("/settings/team").sees("观察者");
        assertThat(viewer.page().locator("main .button.primary").count()).isZero();

        owner.open("/settings/team").button("Change role vic@inviters.example").click();
        owner.page().locator("dialog input[value=member]").check();
        owner.button("Save").click();
        owner.sees(owner.page().locator("tbody td", options("member")));
    }

    private static com.microsoft.playwright.Page.LocatorOptions options(String text) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
    }

    @Test
    void codes_are_set_up_and_asked_for() {
        String email = "cody@coders.example";
        BrowserSession visit =
                console.visitor(BrowserProfile.PHONE)
                        .setUp(console.invite(email, Role.MEMBER, "coders"), email)
                        .open("/settings/account");
        visit.button("Set up").click();
        visit.page().locator("#password-again").fill(BrowserSession.PASSWORD);
        visit.button("Continue").click();
        visit.sees(visit.page().locator(".qr"));
        assertThat(visit.violations()).isEmpty();
        String secret =
                (String) visit.page().locator("dialog z-copy").evaluate("copy => copy.value");
        AuthenticatorApp app = new AuthenticatorApp(secret, Clock.systemUTC());
        visit.page().locator("#first-code").fill(app.code());
        visit.button("Confirm").click();
        visit.sees(visit.heading("Recovery codes"));
        String recovery = visit.page().locator(".recovery-codes code").first().innerText();
        assertThat(visit.violations()).isEmpty();

        BrowserSession later = console.visitor(BrowserProfile.DESKTOP).open("/signin");
        later.field("E-mail").fill(email);
        later.field("Password").fill(BrowserSession.PASSWORD);
        later.button("Sign in").click();
        later.field("Code").fill("000000");
        later.button("Sign in").click();
        later.sees("The code is wrong");
        assertThat(later.violations()).isEmpty();
        later.field("Code").fill(recovery);
        later.button("Sign in").click();
        later.sees(later.heading("Playground"));
    }

    @Test
    void another_browser_is_signed_out() {
        String email = "tess@sessions.example";
        BrowserSession first =
                console.visitor(BrowserProfile.DESKTOP)
                        .setUp(console.invite(email, Role.VIEWER, "sessions"), email);
        BrowserSession second = console.visitor(BrowserProfile.PHONE).signIn(email);
        first.open("/settings/account").sees("this browser");

        first.button("Sign out everywhere else").click();
        first.sees("All other browsers are signed out.");

        second.page().navigate("/tasks");
        second.sees(second.heading("Sign in"));
    }

    @Test
    void the_sign_in_page_leads_to_the_provider_and_back() {
        console.invite("sso@providers.example", Role.MEMBER, "providers");
        BrowserSession visit = console.visitor(BrowserProfile.DESKTOP).open("/signin?next=/usage");
        assertThat(visit.sees("Sign in with Acme").violations()).isEmpty();
        visit.link("Sign in with Acme").click();
        visit.page().locator("input[name=username]").fill("u-7");
        visit.page()
                .locator("textarea[name=claims]")
                .fill("{\"email\":\"sso@providers.example\",\"email_verified\":true}");
        visit.page().locator("input[type=submit], button[type=submit]").first().click();
        visit.sees(visit.heading("Usage"));

        BrowserSession other = console.visitor(BrowserProfile.PHONE.inChinese());
        other.open("/signin?problem=uninvited").sees("您的邮箱没有受到邀请");
        assertThat(other.violations()).isEmpty();
    }
}
