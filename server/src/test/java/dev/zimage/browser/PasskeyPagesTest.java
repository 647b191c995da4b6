package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passkeys in a real browser, with an authenticator that the browser simulates.
final class PasskeyPagesTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    /// Browsers keep no passkeys for IP addresses.
    private static BrowserSession visit(BrowserProfile look) {
        return CHROMIUM.visit(SERVER.get().url("").replace("127.0.0.1", "localhost"), look);
    }

    /// A device with a fingerprint reader.
    private static String plugIn(CDPSession devtools) {
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        List.of(
                        "hasResidentKey",
                        "hasUserVerification",
                        "isUserVerified",
                        "automaticPresenceSimulation")
                .forEach(name -> options.addProperty(name, true));
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        return devtools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_passkey_is_added_signs_in_and_is_removed(boolean phone) {
        String email = phone ? "pat@phones.example" : "pat@desks.example";
        BrowserSession visit =
                visit(phone ? BrowserProfile.PHONE : BrowserProfile.DESKTOP)
                        .setUp(console.invite(email, Role.MEMBER, "devices"), email)
                        .open("/settings/account");
        plugIn(visit.page().context().newCDPSession(visit.page()));
        visit.button("Add a passkey").click();
        visit.page().locator("#passkey-name").fill("Pat's device");
        visit.page().locator("#passkey-password").fill(BrowserSession.PASSWORD);
        assertThat(visit.violations()).isEmpty();
        visit.button("Continue").click();
        visit.sees("The passkey is added.").sees("Pat's device").sees("never");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);

        visit.page().context().clearCookies();
        visit.open("/signin?next=/usage").sees("Sign in with a passkey");
        assertThat(visit.violations()).isEmpty();
        visit.button("Sign in with a passkey").click();
        visit.sees(visit.heading("Usage"));

        visit.open("/settings/account").sees("signed in with a passkey");
        visit.button("Remove Pat's device").click();
        visit.page().locator("#password-again").fill(BrowserSession.PASSWORD);
        visit.button("Continue").click();
        visit.sees("The passkey is removed.").seesCount("z-passkey-list tbody tr", 0);

        visit.page().context().clearCookies();
        visit.open("/signin").button("Sign in with a passkey").click();
        visit.sees("This passkey is not accepted. Sign in with your password.");
        assertThat(visit.problems()).isEmpty();
    }

    @Test
    void an_authenticator_that_does_not_verify_its_person_neither_adds_nor_signs_in() {
        String email = "una@passkeys.example";
        BrowserSession visit =
                visit(BrowserProfile.DESKTOP)
                        .setUp(console.invite(email, Role.MEMBER, "devices"), email)
                        .open("/settings/account");
        CDPSession devtools = visit.page().context().newCDPSession(visit.page());
        JsonObject unverified = new JsonObject();
        unverified.addProperty("authenticatorId", plugIn(devtools));
        unverified.addProperty("isUserVerified", false);
        devtools.send("WebAuthn.setUserVerified", unverified);
        visit.button("Add a passkey").click();
        visit.page().locator("#passkey-password").fill(BrowserSession.PASSWORD);
        visit.button("Continue").click();
        visit.sees("No passkey was made.");
    }

    @Test
    void the_account_says_why_an_ip_address_has_no_passkeys_and_the_sign_in_offers_none() {
        BrowserSession visit =
                console.member("devices", BrowserProfile.PHONE.inChinese())
                        .open("/settings/account")
                        .sees("浏览器不为 IP 地址保存通行密钥");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.untranslated()).isEmpty();

        visit.page().context().clearCookies();
        visit.open("/signin");
        assertThat(visit.button("使用通行密钥登录").count()).isZero();
    }

    @Test
    void an_operator_removes_the_passkeys_of_somebody_who_lost_a_device() {
        String email = "lou@lost.example";
        BrowserSession visit =
                visit(BrowserProfile.DESKTOP)
                        .setUp(console.invite(email, Role.MEMBER, "lost"), email)
                        .open("/settings/account");
        plugIn(visit.page().context().newCDPSession(visit.page()));
        visit.button("Add a passkey").click();
        visit.page().locator("#passkey-password").fill(BrowserSession.PASSWORD);
        visit.button("Continue").click();
        visit.sees("The passkey is added.");

        BrowserSession operator = console.operator(BrowserProfile.DESKTOP).open("/admin/accounts");
        operator.button("Manage lost").click();
        operator.button("Remove passkeys " + email).click();
        operator.page().locator("dialog .danger").click();
        operator.sees(operator.button("Manage lost"));

        visit.page().navigate("/tasks");
        visit.sees(visit.heading("Sign in"));
        visit.button("Sign in with a passkey").click();
        visit.sees("This passkey is not accepted.");
    }
}
