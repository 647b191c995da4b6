package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import dev.zimage.server.SharedServer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables and blocks of code on screens of every width: nothing is cut off or covered.
final class NarrowScreenTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private static final List<String> PAGES =
            List.of(
                    "/playground",
                    "/tasks",
                    "/usage",
                    "/models/z-image",
                    "/settings/apikeys",
                    "/settings/account",
                    "/settings/webhooks",
                    "/admin/accounts",
                    "/admin/accounts/account_1",
                    "/admin/queue");

    /// Tables wider than their frame, those that stand as cards where they have room, and what of
    /// them can be pressed but lies outside.
    private static final String TABLES =
            """
            () => [...document.querySelectorAll('main .table-wrap')].flatMap(frame => {
              const edge = frame.getBoundingClientRect().right;
              const wide = innerWidth < 577 && frame.scrollWidth > frame.clientWidth + 1;
              const cards = frame.matches('.as-cards') || frame.querySelector('.as-cards');
              return [...(wide ? [`table of ${frame.scrollWidth} in ${frame.clientWidth}`] : []),
                ...(cards && frame.clientWidth > 1000 ? [`cards in ${frame.clientWidth}`] : []),
                ...[...frame.querySelectorAll('button')]
                  .filter(button => button.getBoundingClientRect().right > edge)
                  .map(button => `cut off: ${button.textContent.trim()}`)];
            })
            """;

    /// Buttons that lie on a line of code.
    private static final String COVERED =
            """
            () => [...document.querySelectorAll('main .code-sample')].filter(sample => {
              const button = sample.querySelector('button').getBoundingClientRect();
              const text = document.createRange();
              text.selectNodeContents(sample.querySelector('pre'));
              const seen = sample.querySelector('pre').getBoundingClientRect();
              return [...text.getClientRects()].some(line => line.left < button.right && line.top < button.bottom
                && line.bottom > button.top && Math.min(line.right, seen.right) > button.left + 1);
            }).map(sample => sample.textContent.trim().slice(0, 40))
            """;

    /// Choices that reach beyond what they stand in.
    private static final String WIDE_CHOICES =
            """
            () => [...document.querySelectorAll('main .segments')].filter(choice => {
              const around = choice.closest('form, header, main');
              const edge = around.getBoundingClientRect().right - parseFloat(getComputedStyle(around).paddingRight);
              return choice.getBoundingClientRect().right > edge + 1;
            }).map(choice => choice.textContent.trim())
            """;

    /// Ends when the fonts are there and a frame has been drawn with them.
    private static final String DRAWN =
            """
            async () => {
              await document.fonts.ready;
              for (let i = 0; i < 2; i++) await new Promise(drawn => requestAnimationFrame(drawn));
            }
            """;

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1440})
    void tables_fit_and_buttons_cover_no_code(int width) {
        SERVER.get().awaitEnd(SERVER.get().submitted("a red boat on a calm lake"));
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM)
                        .operator(new BrowserProfile(width, 800, false, "en-US"));
        visit.open("/tasks").choice("List").check();
        SoftAssertions softly = new SoftAssertions();
        Stream.concat(PAGES.stream(), documents(visit)).forEach(path -> check(softly, visit, path));
        softly.assertAll();
    }

    private static Stream<String> documents(BrowserSession visit) {
        Object pages =
                visit.page()
                        .evaluate(
                                """
                                async () => (await (await fetch('/console/api/docs')).json()).data.map(one => one.page)
                                """);
        assertThat((List<?>) pages).isNotEmpty();
        return ((List<?>) pages).stream().map(page -> "/docs/" + page);
    }

    private static void check(SoftAssertions softly, BrowserSession visit, String path) {
        visit.open(path);
        if (path.startsWith("/docs/")) {
            visit.page().evaluate(DRAWN);
        } else {
            visit.page().waitForLoadState(LoadState.NETWORKIDLE);
        }
        softly.assertThat((List<?>) visit.page().evaluate(TABLES)).as(path).isEmpty();
        softly.assertThat((List<?>) visit.page().evaluate(COVERED)).as(path).isEmpty();
        softly.assertThat((List<?>) visit.page().evaluate(WIDE_CHOICES)).as(path).isEmpty();
    }
}
