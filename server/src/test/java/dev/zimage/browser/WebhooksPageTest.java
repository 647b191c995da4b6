package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.zimage.server.SharedServer;
import dev.zimage.webhooks.HookReceiver;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of webhooks, with a receiver that is really called.
final class WebhooksPageTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(Map.of("webhooks.allow_private", "true"));

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @AutoClose private final HookReceiver receiver = new HookReceiver();
    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void a_webhook_is_made_tried_and_its_deliveries_are_listed() throws Exception {
        BrowserSession visit =
                console.member("listeners", 100, BrowserProfile.DESKTOP)
                        .open("/settings/webhooks")
                        .sees("No webhooks yet");
        make(visit, receiver.url("/hook"));
        visit.button("Send a test").click();
        assertThat(receiver.next().body()).contains("test");
        visit.sees("delivered");

        visit.open("/playground").field("Prompt").fill("a boat to be told of");
        visit.button("Generate").click();
        assertThat(receiver.next().body()).contains("task.completed");
        visit.open("/settings/webhooks").seesCount(".delivery", 2);
        visit.page().locator(".delivery summary").first().click();
        visit.sees("POST " + receiver.url("/hook"))
                .sees("task_")
                .seesCount(".attempts li:visible", 1);
        assertThat(visit.violations()).isEmpty();
        visit.button("Send again").click();
        assertThat(receiver.next().path()).isEqualTo("/hook");
        assertThat(visit.violations()).isEmpty();
    }

    @Test
    void a_receiver_that_fails_is_shown_as_failing_with_each_attempt_and_the_next() {
        receiver.answerWith(502, 502, 502);
        BrowserSession visit =
                console.member("unheard", BrowserProfile.PHONE).open("/settings/webhooks");
        make(visit, receiver.url("/down"));
        visit.button("Send a test").click();

        visit.sees("failing, is retried").sees("1 message waits");
        visit.page().locator(".delivery summary").first().click();
        visit.sees("Next attempt").sees(visit.page().locator(".attempts").getByText("502"));
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);

        visit.field("Status").selectOption("delivered");
        visit.seesCount(".delivery", 0).field("Status").selectOption("pending");
        visit.seesCount(".delivery", 1);
    }

    @Test
    void a_long_answer_is_read_whole_on_a_phone() {
        BrowserSession visit =
                console.member("unknown-hosts", BrowserProfile.PHONE).open("/settings/webhooks");
        make(visit, "https://receiver.invalid/hook");
        visit.button("Send a test").click();

        visit.sees(
                visit.page()
                        .locator(
                                ".delivery-answer",
                                new Page.LocatorOptions().setHasText("no public address")));
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        assertThat(
                        visit.page()
                                .locator(".delivery-answer")
                                .evaluate("answer => answer.scrollWidth - answer.clientWidth"))
                .isEqualTo(0);

        console.member("unknown-hosts", BrowserProfile.PHONE.inChinese())
                .open("/settings/webhooks")
                .sees("无响应：网址的主机没有已知的公网地址");
    }

    @Test
    void an_operator_reads_how_to_allow_a_receiver_of_their_own_network() {
        BrowserSession visit = console.operator(BrowserProfile.PHONE).open("/settings/webhooks");
        visit.button("New webhook").click();
        visit.sees("webhooks.allow_private");
        assertThat(visit.violations()).isEmpty();
    }

    @Test
    void a_secret_is_renewed_and_a_webhook_is_disabled_and_removed() {
        BrowserSession visit =
                console.member("changers", BrowserProfile.PHONE).open("/settings/webhooks");
        make(visit, receiver.url("/a-path-that-is-rather-long-for-a-phone/of/360/pixels"));
        visit.button("New secret").click();
        visit.page().locator("dialog .danger").click();
        visit.sees(visit.heading("The secret"));
        assertThat(visit.field("Text to copy").inputValue()).startsWith("whsec_");
        visit.button("Done").click();
        visit.button("Disable").click();
        visit.sees("disabled");
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        visit.button("Remove").click();
        visit.page().locator("dialog .danger").click();
        visit.sees("No webhooks yet");
    }

    @Test
    void an_address_that_is_refused_is_named() {
        BrowserSession visit =
                console.member("mistaken", BrowserProfile.DESKTOP).open("/settings/webhooks");
        visit.button("New webhook").click();
        visit.field("URL").fill("ftp://example.com/");
        visit.page().locator("dialog .primary").click();
        visit.sees(visit.page().locator("dialog [role=alert]"));
        assertThat(visit.page().locator("dialog [role=alert]").textContent()).contains("url");
    }

    private static void make(BrowserSession visit, String url) {
        visit.button("New webhook").click();
        visit.field("URL").fill(url);
        visit.page().locator("dialog .primary").click();
        visit.sees(visit.heading("The secret"));
        assertThat(visit.field("Text to copy").inputValue()).startsWith("whsec_");
        visit.button("Done").click();
        visit.sees(visit.heading(url));
    }
}
