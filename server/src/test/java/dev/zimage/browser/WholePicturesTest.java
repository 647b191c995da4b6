package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures are shown whole, wherever they are shown: no frame cuts off a part of one.
final class WholePicturesTest {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer(TestServer.WHOLE_PICTURES);

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    /// Each picture whose box leaves a frame that clips it, or that does not fit into its box.
    private static final String CUT_OFF =
            """
            () => [...document.querySelectorAll('main img:not(.preview)')].flatMap((image) => {
              const box = image.getBoundingClientRect();
              const fit = getComputedStyle(image).objectFit;
              const squeezed = Math.abs(box.width / box.height - image.width / image.height) > 0.02;
              if (box.width < 1 || box.height < 1 || (fit !== 'contain' && squeezed)) return [`fit ${fit}`];
              const cut = [];
              for (let frame = image.parentElement; frame.tagName !== 'MAIN'; frame = frame.parentElement) {
                if (getComputedStyle(frame).overflow === 'visible') continue;
                const edge = frame.getBoundingClientRect();
                if (box.left < edge.left - 1 || box.right > edge.right + 1
                    || box.top < edge.top - 1 || box.bottom > edge.bottom + 1) {
                  cut.push(`${frame.className}: ${box.width} x ${box.height} in ${edge.width} x ${edge.height}`);
                }
              }
              return cut;
            })
            """;

    /// The proportions of each frame on the wall, divided by those of its picture.
    private static final String PROPORTIONS =
            """
            () => [...document.querySelectorAll('.tile img')].map((image) => {
              const frame = image.closest('.tile').getBoundingClientRect();
              return (frame.width / frame.height)
                  / (image.getAttribute('width') / image.getAttribute('height'));
            })
            """;

    static Stream<BrowserProfile> looks() {
        return Stream.of(
                BrowserProfile.DESKTOP,
                BrowserProfile.PHONE,
                new BrowserProfile(768, 1024, true, "en-US"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void no_picture_is_cut_off(BrowserProfile look) {
        ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);
        String account = "whole-" + look.width();
        BrowserSession visit = console.member(account, 100, look).open("/tasks");
        List<?> tasks = (List<?>) visit.page().evaluate(ORDER);

        visit.open("/playground").seesCount("main .picture img", 5);
        assertThat((List<?>) visit.page().evaluate(CUT_OFF)).isEmpty();
        visit.open("/tasks").seesCount("main .picture img", 5);
        assertThat((List<?>) visit.page().evaluate(CUT_OFF)).isEmpty();
        assertThat((List<?>) visit.page().evaluate(PROPORTIONS))
                .hasSize(5)
                .allSatisfy(
                        ratio -> assertThat(((Number) ratio).doubleValue()).isBetween(0.97, 1.03));
        for (Object task : tasks) {
            visit.open("/tasks/" + task).seesCount("main .picture img", 1);
            assertThat((List<?>) visit.page().evaluate(CUT_OFF)).as("%s", task).isEmpty();
        }
    }

    /// Orders a picture of each shape and waits for it.
    private static final String ORDER =
            """
            async () => {
              const { csrf_token: token } = await (await fetch('/console/api/session')).json();
              const ids = [];
              for (const aspect_ratio of ['1:1', '4:3', '3:4', '16:9', '9:16']) {
                const response = await fetch('/api/v1/images/generations', {
                  method: 'POST',
                  headers: {'content-type': 'application/json', 'x-csrf-token': token, prefer: 'wait=50'},
                  body: JSON.stringify({model: 'z-image', prompt: aspect_ratio, aspect_ratio})});
                ids.push((await response.json()).id);
              }
              return ids;
            }
            """;
}
