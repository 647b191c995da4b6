package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pictures ordered in the playground.
final class PlaygroundTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    /// A visit to the playground of an account that nobody else uses.
    private BrowserSession playground(String account, BrowserProfile look) {
        BrowserSession visit = console.member(account, look);
        if (account.startsWith("rich")) {
            SERVER.get().grant(account, 1_000);
        }
        return visit.open("/playground");
    }

    private static void order(BrowserSession visit, String prompt) {
        visit.field("Prompt").fill(prompt);
        visit.button("Generate").click();
    }

    @Test
    void a_picture_is_drawn_and_paid_for() {
        BrowserSession visit = playground("rich-one", BrowserProfile.DESKTOP);
        visit.sees("1,000 credits").sees("1024 × 1024").sees("$0.004");
        order(visit, "a red boat");
        visit.seesPictures(1).sees("996 credits");
    }

    @Test
    void a_prompt_from_right_to_left_begins_at_the_right() {
        BrowserSession visit = playground("rich-rtl", BrowserProfile.DESKTOP);
        order(visit, "\u0642\u0637\u0629 \u062d\u0645\u0631\u0627\u0621");
        visit.seesCount(".job-prompt", 1);

        assertThat(
                        visit.page()
                                .evaluate(
                                        """
                                        () => {
                                          const line = document.querySelector('.job-prompt');
                                          const letters = document.createRange();
                                          letters.selectNodeContents(line.querySelector('a'));
                                          return line.getBoundingClientRect().right - letters.getBoundingClientRect().right < 2;
                                        }
                                        """))
                .isEqualTo(true);
    }

    @Test
    void the_price_and_the_size_follow_the_shape() {
        BrowserSession visit = playground("rich-shapes", BrowserProfile.DESKTOP);
        visit.choice("16:9").check();
        visit.sees("1280 × 720");
    }

    @Test
    void the_texts_of_the_prompt_are_shown_below_it() {
        BrowserSession visit = playground("rich-texts", BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("a 24\" poster that says “OPEN LATE\"");
        visit.sees("Text in the picture:");
        assertThat(visit.page().locator("#prompt-texts li").allInnerTexts())
                .containsExactly("OPEN LATE");
        visit.field("Prompt").fill("a naked child");
        visit.sees("The prompt is against the content policy").seesCount("#prompt-texts", 0);
    }

    @Test
    void the_words_of_a_picture_are_shown_right_and_wrong() {
        SERVER.get().live().write("OPENNING SOON", "OPENING SOON");
        BrowserSession visit = playground("rich-words", BrowserProfile.DESKTOP);
        visit.choice("Read back").check();
        order(visit, "a poster that reads “OPENING SOON”");
        visit.seesPictures(1).sees("OPENNING SOON").sees("instead of OPENING SOON");
        visit.choice("Draw until right").check();
        order(visit, "a poster that reads “OPENING SOON”");
        visit.seesPictures(2);
        assertThat(visit.page().locator(".wording [data-exact]").all())
                .extracting(word -> word.getAttribute("data-exact"))
                .containsExactly("true", "false");
        visit.page().locator("a[href^='/tasks/task_']").last().click();
        visit.sees(visit.heading("Words in the picture")).sees("OPENNING SOON");
    }

    @Test
    void the_keyboard_alone_is_enough() {
        BrowserSession visit = playground("rich-keyboard", BrowserProfile.DESKTOP);
        var keyboard = visit.page().keyboard();
        keyboard.press("Tab");
        keyboard.press("Enter");
        tabTo(visit, "prompt");
        keyboard.type("a boat by keyboard");
        tabUntil(visit, "document.activeElement.type === 'radio'");
        keyboard.press("ArrowRight");
        visit.sees("1152 × 864");
        keyboard.press("Control+Enter");
        visit.seesPictures(1);
        tabToName(visit, "Code");
        keyboard.press("Enter");
        visit.sees(visit.heading("This picture by the API"));
        keyboard.press("Escape");
        visit.page().waitForFunction("document.activeElement.textContent.trim() === 'Code'");
    }

    private static void tabTo(BrowserSession visit, String id) {
        tabUntil(visit, "document.activeElement.id === '" + id + "'");
    }

    private static void tabToName(BrowserSession visit, String name) {
        tabUntil(visit, "document.activeElement.textContent.trim() === '" + name + "'");
    }

    private static void tabUntil(BrowserSession visit, String reached) {
        for (int i = 0; i < 60; i++) {
            if (Boolean.TRUE.equals(visit.page().evaluate(reached))) {
                return;
            }
            visit.page().keyboard().press("Tab");
        }
        throw new AssertionError("not reached by the tab key: " + reached);
    }

    @Test
    void a_picture_that_was_checked_says_so_on_its_page_and_in_its_call() {
        BrowserSession visit = playground("rich-checked", BrowserProfile.DESKTOP);
        visit.page().getByLabel("Check the picture for adult content").check();
        order(visit, "a harmless boat");
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
        BrowserSession visit = playground("rich-several", BrowserProfile.DESKTOP);
        for (int i = 1; i <= 6; i++) {
            order(visit, "pause: picture " + i);
        }
        visit.seesPictures(6);
    }

    @Test
    void a_picture_that_takes_long_shows_how_far_it_is_and_can_be_stopped() {
        BrowserSession visit = playground("rich-waits", BrowserProfile.DESKTOP);
        order(visit, "slow: a long picture");
        visit.sees("Drawing, 50 %");
        visit.button("Stop").click();
        visit.sees("Its credits were given back").sees("1,000 credits");
    }

    @Test
    void a_failure_says_why_and_that_nothing_was_paid() {
        BrowserSession visit = playground("rich-failure", BrowserProfile.DESKTOP);
        order(visit, "fail: never");
        visit.sees("failed").sees("Its credits were given back").sees("1,000 credits");
    }

    @Test
    void without_credits_the_refusal_names_price_and_balance() {
        BrowserSession visit = playground("poor", BrowserProfile.DESKTOP);
        visit.sees("Not enough credits");
    }

    @Test
    void characters_are_counted_as_the_api_counts_them() {
        BrowserSession visit = playground("rich-counter", BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("😀".repeat(1_000));
        visit.sees("1,000 / 1,000");
        visit.field("Prompt").fill("茶".repeat(999) + "😀😀");
        visit.sees("Too long by 1.");
        assertThat(visit.button("Generate").getAttribute("aria-disabled")).isEqualTo("true");
    }

    @Test
    void a_seed_that_is_none_is_named_before_it_is_sent() {
        BrowserSession visit = playground("rich-seed", BrowserProfile.DESKTOP);
        visit.field("Seed").fill("4294967296");
        visit.sees("A whole number from 0 to 4,294,967,295.");
        visit.button("Roll a seed").click();
        assertThat(visit.field("Seed").inputValue()).matches("\\d{1,10}");
    }

    @Test
    void a_picture_fills_the_form_for_nothing_and_another_seed_is_an_order_with_its_price() {
        BrowserSession visit = playground("rich-again", BrowserProfile.DESKTOP);
        visit.choice("16:9").check();
        order(visit, "a boat, again");
        visit.seesPictures(1).sees("996 credits");
        visit.choice("1:1").check();
        visit.field("Prompt").fill("the next prompt, half written");

        visit.button("Use prompt").click();
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("a boat, again");
        assertThat(visit.choice("1:1").isChecked()).isTrue();
        visit.button("Undo").click();
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("the next prompt, half written");

        visit.button("Use settings").click();
        assertThat(visit.field("Seed").inputValue()).isEqualTo(seeds(visit).getFirst());
        assertThat(visit.choice("16:9").isChecked()).isTrue();
        visit.sees("996 credits").button("Undo").click();

        visit.button("Another seed · 4 credits").click();
        visit.seesPictures(2).sees("992 credits");
        assertThat(Set.copyOf(seeds(visit))).hasSize(2);
        assertThat(visit.field("Prompt").inputValue()).isEqualTo("the next prompt, half written");
    }

    @Test
    void several_pictures_are_ordered_with_one_click_and_the_total_price_is_said_first() {
        BrowserSession visit = playground("rich-four", BrowserProfile.DESKTOP);
        visit.choice("4").check();
        visit.field("Seed").fill("4294967294");
        visit.sees("16 credits");
        order(visit, "four boats");
        visit.seesPictures(4).sees("984 credits");
        assertThat(seeds(visit)).containsExactly("1", "0", "4294967295", "4294967294");
    }

    @Test
    void on_a_phone_a_new_picture_comes_into_view() {
        BrowserSession visit = playground("rich-phone", BrowserProfile.PHONE);
        order(visit, "a boat below the fold");
        visit.seesPictures(1);
        PlaywrightAssertions.assertThat(visit.page().locator("z-job .picture")).isInViewport();
    }

    private static List<String> seeds(BrowserSession visit) {
        return visit.page().getByText(Pattern.compile("seed \\d+")).allInnerTexts().stream()
                .map(text -> text.replaceAll(".*seed (\\d+).*", "$1"))
                .toList();
    }

    @Test
    void the_focus_stays_with_its_picture_when_another_comes_before_it() {
        BrowserSession visit = playground("rich-focus", BrowserProfile.DESKTOP);
        order(visit, "the first boat");
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
        BrowserSession visit = playground("rich-download", BrowserProfile.DESKTOP);
        visit.choice("PNG").check();
        order(visit, "a boat to keep");
        visit.seesPictures(1);
        Download download = visit.page().waitForDownload(() -> visit.link("Download").click());
        assertThat(download.suggestedFilename()).matches("a-boat-to-keep-\\d+\\.png");
        assertThat(Files.readAllBytes(download.path())).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void the_call_in_curl_does_what_it_says() throws IOException, InterruptedException {
        BrowserSession visit = playground("rich-code", BrowserProfile.DESKTOP);
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
        BrowserSession visit = playground("rich-languages", BrowserProfile.DESKTOP);
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
        BrowserSession visit = playground("rich-reload", BrowserProfile.PHONE);
        order(visit, "a boat that stays");
        visit.seesPictures(1);
        visit.open("/playground").seesPictures(1);
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
    }
}
