package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The form of the playground: what an order will be, before it is sent.
final class PlaygroundFormTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);

    @Test
    void a_prompt_from_right_to_left_begins_at_the_right() {
        BrowserSession visit = console.playground("rich-rtl", 1_000, BrowserProfile.DESKTOP);
        visit.draw("\u0642\u0637\u0629 \u062d\u0645\u0631\u0627\u0621");
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
        BrowserSession visit = console.playground("rich-shapes", 1_000, BrowserProfile.DESKTOP);
        visit.choice("16:9").check();
        visit.sees("1280 × 720");
    }

    @Test
    void the_texts_of_the_prompt_are_shown_below_it() {
        BrowserSession visit = console.playground("rich-texts", 1_000, BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("a 24\" poster that says “OPEN LATE\"");
        visit.sees("Text in the picture:");
        assertThat(visit.page().locator("#prompt-texts li").allInnerTexts())
                .containsExactly("OPEN LATE");
        visit.field("Prompt").fill("a naked child");
        visit.sees("The prompt is against the content policy").seesCount("#prompt-texts", 0);
    }

    @Test
    void the_keyboard_alone_is_enough() {
        BrowserSession visit = console.playground("rich-keyboard", 1_000, BrowserProfile.DESKTOP);
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
    void without_credits_the_refusal_names_price_and_balance() {
        BrowserSession visit = console.playground("poor", 0, BrowserProfile.DESKTOP);
        visit.sees("Not enough credits");
    }

    @Test
    void characters_are_counted_as_the_api_counts_them() {
        BrowserSession visit = console.playground("rich-counter", 1_000, BrowserProfile.DESKTOP);
        visit.field("Prompt").fill("😀".repeat(1_000));
        visit.sees("1,000 / 1,000");
        visit.field("Prompt").fill("茶".repeat(999) + "😀😀");
        visit.sees("Too long by 1.");
        assertThat(visit.button("Generate").getAttribute("aria-disabled")).isEqualTo("true");
    }

    @Test
    void a_seed_that_is_none_is_named_before_it_is_sent() {
        BrowserSession visit = console.playground("rich-seed", 1_000, BrowserProfile.DESKTOP);
        visit.field("Seed").fill("4294967296");
        visit.sees("A whole number from 0 to 4,294,967,295.");
        visit.button("Roll a seed").click();
        assertThat(visit.field("Seed").inputValue()).matches("\\d{1,10}");
    }

    @Test
    void a_picture_fills_the_form_for_nothing_and_another_seed_is_an_order_with_its_price() {
        BrowserSession visit = console.playground("rich-again", 1_000, BrowserProfile.DESKTOP);
        visit.choice("16:9").check();
        visit.draw("a boat, again");
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
        BrowserSession visit = console.playground("rich-four", 1_000, BrowserProfile.DESKTOP);
        visit.choice("4").check();
        visit.field("Seed").fill("4294967294");
        visit.sees("16 credits");
        visit.draw("four boats");
        visit.seesPictures(4).sees("984 credits");
        assertThat(seeds(visit)).containsExactly("1", "0", "4294967295", "4294967294");
    }

    private static List<String> seeds(BrowserSession visit) {
        return visit.page().getByText(Pattern.compile("seed \\d+")).allInnerTexts().stream()
                .map(text -> text.replaceAll(".*seed (\\d+).*", "$1"))
                .toList();
    }
}
