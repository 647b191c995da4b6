package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tables and blocks of code on screens of every width: nothing is cut off or covered.
final class NarrowScreenTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    /// From wide to narrow, for a page is laid out as when it is opened at a width.
    private static final List<Integer> WIDTHS = List.of(1440, 768, 360);

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

    private static final String UNFOLD =
            "() => document.querySelectorAll('main details').forEach(part => part.open = true)";

    @Test
    void tables_fit_and_buttons_cover_no_code() {
        SERVER.get().awaitEnd(SERVER.get().submitted("a red boat on a calm lake"));
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM).operator(BrowserProfile.DESKTOP);
        visit.open("/tasks").choice("List").check();
        SoftAssertions softly = new SoftAssertions();
        Stream.concat(EveryPageTest.PAGES.stream(), documents(visit))
                .distinct()
                .forEach(path -> check(softly, visit, path));
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
        visit.widen(WIDTHS.getFirst());
        if (path.startsWith("/docs/")) {
            visit.open(path).sees(visit.page().locator("article"));
        } else {
            visit.openWhole(path);
        }
        visit.page().evaluate(UNFOLD);
        for (int width : WIDTHS) {
            visit.widen(width);
            for (String script : List.of(TABLES, COVERED, WIDE_CHOICES)) {
                softly.assertThat((List<?>) visit.page().evaluate(script))
                        .as(path + " in " + width)
                        .isEmpty();
            }
        }
    }
}
