package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Examples and earlier prompts to choose from.
final class PromptsTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void examples_and_earlier_prompts_can_be_chosen_after_typing_began(int width) {
        String account = "prompts-" + width;
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM)
                        .member(account, 100, new BrowserProfile(width, 800, false, "en-US"))
                        .open("/playground")
                        .order(3);
        visit.field("Prompt").fill("half a thought");
        visit.button("Examples and earlier prompts").click();
        visit.sees("Birthday card").seesCount(".prompt-examples li", 12);
        assertThat(visit.violations()).isEmpty();
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        visit.field("Search in your prompts").fill("number 1");
        visit.seesCount(".prompt-history li", 1);
        visit.page().locator(".prompt-history button").click();
        visit.page().waitForFunction("document.querySelector('#prompt').value === 'number 1'");
        visit.button("Undo").click();
        visit.page()
                .waitForFunction("document.querySelector('#prompt').value === 'half a thought'");
    }
}
