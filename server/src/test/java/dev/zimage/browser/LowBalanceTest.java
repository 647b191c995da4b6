package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.zimage.server.SharedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who sees that the balance of an account is low, and for how long.
final class LowBalanceTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer(Map.of());

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void an_order_that_makes_the_balance_low_brings_a_strip_that_stays() {
        BrowserSession visit =
                console.member("spenders", 402, BrowserProfile.PHONE).open("/playground");
        assertThat(strip(visit).textContent()).isBlank();
        visit.draw("a boat");
        visit.sees("398 credits left, less than 400");
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        visit.open("/settings/webhooks").sees("Low balance: 398 credits left");
        strip(visit).getByRole(AriaRole.LINK).click();
        visit.sees(visit.heading("Usage"));
    }

    private static Locator strip(BrowserSession visit) {
        return visit.page().locator("z-low-balance");
    }

    @Test
    void an_operator_sees_which_accounts_are_low_and_gives_one_a_threshold_of_its_own() {
        SERVER.get().grant("thrifty", 100);
        BrowserSession visit = console.operator(BrowserProfile.DESKTOP).open("/admin/accounts");
        visit.sees(row(visit).getByText("low balance"));
        assertThat(visit.violations()).isEmpty();

        setThreshold(visit, "60");
        visit.seesCount("tr:has-text('thrifty') .badge", 0);
        BrowserSession owner =
                console.member("thrifty", BrowserProfile.PHONE.inChinese()).open("/usage");
        assertThat(strip(owner).textContent()).isBlank();

        setThreshold(visit, "");
        visit.sees(row(visit).getByText("low balance"));
        owner.open("/usage").sees("余额不足：剩余 100 积分，低于 400 积分。");
        assertThat(owner.violations()).isEmpty();
    }

    private static Locator row(BrowserSession visit) {
        return visit.page().locator("tr:has-text('thrifty')");
    }

    private static void setThreshold(BrowserSession visit, String credits) {
        row(visit).getByRole(AriaRole.BUTTON).click();
        visit.button("Limits").click();
        visit.field("Low balance below").fill(credits);
        visit.page().locator("dialog .primary").click();
    }
}
