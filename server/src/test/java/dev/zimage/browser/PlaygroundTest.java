package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pictures that are ordered in the playground, and their calls of the API.
final class PlaygroundTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void a_picture_is_drawn_and_paid_for() {
        BrowserSession visit = console.playground("rich-one", 1_000, BrowserProfile.DESKTOP);
        visit.sees("1,000 credits").sees("1024 × 1024").sees("$0.004");
        visit.draw("a red boat");
        visit.seesPictures(1).sees("996 credits");
    }

    @Test
    void the_words_of_a_picture_are_shown_right_and_wrong() {
        SERVER.get().live().write("OPENNING SOON", "OPENING SOON");
        BrowserSession visit = console.playground("rich-words", 1_000, BrowserProfile.DESKTOP);
        visit.choice("Read back").check();
        visit.draw("a poster that reads “OPENING SOON”");
        visit.seesPictures(1).sees("OPENNING SOON").sees("instead of OPENING SOON");
        visit.choice("Draw until right").check();
        visit.draw("a poster that reads “OPENING SOON”");
        visit.seesPictures(2);
        assertThat(visit.page().locator(".wording [data-exact]").all())
                .extracting(word -> word.getAttribute("data-exact"))
                .containsExactly("true", "false");
        visit.page().locator("a[href^='/tasks/task_']").last().click();
        visit.sees(visit.heading("Words in the picture")).sees("OPENNING SOON");
    }

    @Test
    void a_picture_that_was_checked_says_so_on_its_page_and_in_its_call() {
        BrowserSession visit = console.playground("rich-checked", 1_000, BrowserProfile.DESKTOP);
        visit.page().getByLabel("Check the picture for adult content").check();
        visit.draw("a harmless boat");
        visit.seesPictures(1);
        visit.button("Code").click();
        visit.sees("\"nsfw_checker\":true");
        visit.page().keyboard().press("Escape");
        visit.link("a harmless boat").click();
        visit.link("Open the task").click();
        visit.sees("Content check").sees("\"nsfw_checker\":true");
        assertThat(visit.page().title()).isEqualTo("a harmless boat · zimage");
    }

    @Test
    void several_pictures_are_drawn_at_once() {
        BrowserSession visit = console.playground("rich-several", 1_000, BrowserProfile.DESKTOP);
        for (int i = 1; i <= 6; i++) {
            visit.draw("pause: picture " + i);
        }
        visit.seesPictures(6);
    }

    @Test
    void a_picture_that_takes_long_shows_how_far_it_is_and_can_be_stopped() {
        BrowserSession visit = console.playground("rich-waits", 1_000, BrowserProfile.DESKTOP);
        visit.draw("slow: a long picture");
        visit.sees("Drawing, 50 %");
        visit.button("Stop").click();
        visit.sees("Its credits were given back").sees("1,000 credits");
    }

    @Test
    void a_failure_says_why_and_that_nothing_was_paid() {
        BrowserSession visit = console.playground("rich-failure", 1_000, BrowserProfile.DESKTOP);
        visit.draw("fail: never");
        visit.sees("failed").sees("Its credits were given back").sees("1,000 credits");
    }

    @Test
    void on_a_phone_a_new_picture_comes_into_view() {
        BrowserSession visit = console.playground("rich-phone", 1_000, BrowserProfile.PHONE);
        visit.draw("a boat below the fold");
        visit.seesPictures(1);
        PlaywrightAssertions.assertThat(visit.page().locator("z-job .picture")).isInViewport();
    }

    @Test
    void the_focus_stays_with_its_picture_when_another_comes_before_it() {
        BrowserSession visit = console.playground("rich-focus", 1_000, BrowserProfile.DESKTOP);
        visit.draw("the first boat");
        visit.seesPictures(1);
        visit.button("Another seed").focus();
        visit.page().keyboard().press("Enter");
        visit.seesPictures(2);
        assertThat(
                        visit.page()
                                .evaluate(
                                        "[...document.querySelectorAll('z-job')]"
                                                + ".indexOf(document.activeElement.closest('z-job'))"))
                .isEqualTo(1);
    }

    @Test
    void a_picture_is_downloaded() throws IOException {
        BrowserSession visit = console.playground("rich-download", 1_000, BrowserProfile.DESKTOP);
        visit.choice("PNG").check();
        visit.draw("a boat to keep");
        visit.seesPictures(1);
        Download download = visit.page().waitForDownload(() -> visit.link("Download").click());
        assertThat(download.suggestedFilename()).matches("a-boat-to-keep-\\d+\\.png");
        assertThat(Files.readAllBytes(download.path())).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void the_call_in_curl_does_what_it_says() throws IOException, InterruptedException {
        BrowserSession visit = console.playground("rich-code", 1_000, BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("a sign that reads \"it's 100% $HOME\" 茶 \\n");
        visit.page().getByText("As code").click();
        String code = visit.page().locator("z-composer pre").textContent();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", code);
        shell.environment().put("ZIMAGE_KEY", SERVER.get().testKey());
        Process process = shell.redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"status\":\"completed\"");
        assertThat(SERVER.get().test().drawn())
                .contains("a sign that reads \"it's 100% $HOME\" 茶 \\n");
    }

    @Test
    void each_language_has_the_real_values() {
        BrowserSession visit = console.playground("rich-languages", 1_000, BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("ein \"Boot\"");
        visit.field("Seed").fill("42");
        visit.page().getByText("As code").click();
        for (String language : new String[] {"curl", "Python", "JavaScript", "Go", "Java"}) {
            visit.page()
                    .getByRole(
                            com.microsoft.playwright.options.AriaRole.TAB,
                            new Page.GetByRoleOptions().setName(language).setExact(true))
                    .click();
            assertThat(visit.page().locator("z-composer pre").textContent())
                    .contains(SERVER.get().url("/api/v1/images/generations"))
                    .contains("Boot")
                    .contains("42");
        }
    }

    @Test
    void pictures_are_there_after_a_reload_and_on_a_phone() {
        BrowserSession visit = console.playground("rich-reload", 1_000, BrowserProfile.PHONE);
        visit.draw("a boat that stays");
        visit.seesPictures(1);
        visit.open("/playground").seesPictures(1);
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
    }
}
