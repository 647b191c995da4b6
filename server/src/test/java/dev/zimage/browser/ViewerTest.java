package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A picture as large as the screen, with the next ones by the arrow keys.
final class ViewerTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    /// Whether the focus is in the viewer; between its last part and its first it is nowhere.
    private static final String INSIDE =
            "document.activeElement === document.body ||"
                    + " !!document.activeElement.closest('.viewer')";

    static Stream<BrowserProfile> looks() {
        return Stream.of(
                BrowserProfile.DESKTOP,
                BrowserProfile.PHONE.inChinese(),
                new BrowserProfile(768, 1024, true, "en-US"));
    }

    private BrowserSession wall(String account, BrowserProfile look) {
        return console.wall(account, look, 3);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_keyboard_alone_goes_through_the_pictures_of_the_wall(BrowserProfile look) {
        BrowserSession visit = wall("viewer-" + look.width(), look);
        var keyboard = visit.page().keyboard();
        visit.page().locator("a.tile").first().focus();
        keyboard.press("Enter");
        visit.seesCount(".viewer img[alt*='number 2']", 1);
        visit.page()
                .waitForFunction(
                        "document.activeElement.className === 'viewer-stage'"
                                + " && location.search.startsWith('?picture=task_')");
        keyboard.press("ArrowRight");
        visit.seesCount(".viewer img[alt*='number 1']", 1);
        keyboard.press("+");
        visit.seesCount(".viewer img[data-zoom='1.5']", 1);
        keyboard.press("ArrowRight");
        keyboard.press("0");
        visit.seesCount(".viewer img[alt*='number 1'][data-zoom='1']", 1);
        for (int i = 0; i < 15; i++) {
            keyboard.press("Tab");
            assertThat(visit.page().evaluate(INSIDE)).as("after %s tabs", i + 1).isEqualTo(true);
        }
        visit.page().locator(".viewer-stage").focus();
        if (look.width() < 960) {
            keyboard.press("i");
        }
        visit.seesCount(".viewer-facts .prompt-text", 1);
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        keyboard.press("Escape");
        visit.seesCount(".viewer", 0);
        visit.page()
                .waitForFunction(
                        "document.activeElement.className === 'tile' && location.search === ''");
    }

    @Test
    void a_link_to_a_picture_of_the_wall_opens_it() {
        BrowserSession visit = wall("viewer-link", BrowserProfile.DESKTOP);
        visit.page().locator("a.tile").first().click();
        visit.seesCount(".viewer img[alt*='number 2']", 1);
        String address = visit.page().url();
        visit.open("/usage").open(address.substring(address.indexOf("/tasks")));
        visit.seesCount(".viewer img[alt*='number 2']", 1);
        visit.button("Next picture").click();
        visit.seesCount(".viewer img[alt*='number 1']", 1);
        visit.link("Open the task").click();
        visit.sees(visit.heading("Task")).seesCount(".viewer", 0);
    }

    @Test
    void pictures_of_the_playground_and_of_a_task_open_too() {
        BrowserSession visit = wall("viewer-pages", BrowserProfile.DESKTOP);
        visit.open("/playground").seesPictures(3);
        visit.page().locator(".picture-link").nth(1).click();
        visit.seesCount(".viewer img[alt*='number 1']", 1);
        visit.button("Previous picture").click();
        visit.seesCount(".viewer img[alt*='number 2']", 1);
        visit.button("Close").click();
        visit.page().locator(".job-prompt a").first().click();
        visit.sees(visit.heading("Task"));
        visit.page().locator(".picture-button").click();
        visit.seesCount(".viewer img[alt*='number 2']", 1);
        visit.page().keyboard().press("Escape");
        visit.seesCount(".viewer", 0);
    }

    @Test
    void pictures_of_a_batch_open_and_the_arrow_keys_go_through_the_batch() {
        BrowserSession visit =
                console.member("viewer-batch", 100, BrowserProfile.DESKTOP).open("/batch");
        visit.field("Prompts, one a line, or a CSV table").fill("a boat\na tree");
        visit.button("Show the price").click();
        visit.button("Order").click();
        visit.sees("2 of 2 pictures").seesPictures(2);
        visit.page().locator("a.tile").first().click();
        visit.seesCount(".viewer img[alt*='a boat']", 1);
        visit.page().keyboard().press("ArrowRight");
        visit.seesCount(".viewer img[alt*='a tree']", 1);
        visit.sees(visit.page().locator(".viewer-facts", hasText("a tree")));
        assertThat(visit.violations()).isEmpty();
        visit.page().keyboard().press("Escape");
        visit.seesCount(".viewer", 0);
        assertThat(visit.page().url()).endsWith("/batch");
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
