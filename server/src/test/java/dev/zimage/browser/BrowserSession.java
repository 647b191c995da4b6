package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Somebody in front of the console. Remembers what the browser asked for, and what went wrong.
public final class BrowserSession implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private static final double TIMEOUT = 90_000;
    private static final String AXE = resource("/axe.min.js");

    /// Ends when the fonts are there and a frame has been drawn with them.
    private static final String DRAWN =
            """
            async () => {
              await document.fonts.ready;
              for (let i = 0; i < 2; i++) await new Promise(drawn => requestAnimationFrame(drawn));
            }
            """;

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final List<String> asked = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    BrowserSession(BrowserContext context, String base) {
        this.context = context;
        this.base = base;
        context.setDefaultTimeout(TIMEOUT);
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onPageError(problems::add);
        page.onConsoleMessage(message -> {
            // A refusal by the server is shown to the reader, and named by the browser besides.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
                problems.add(message.text());
            }
        });
    }

    private static String resource(String name) {
        try (InputStream stream = BrowserSession.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Page page() {
        return page;
    }

    /// Chooses a password by a one-time link, without looking at a page.
    public BrowserSession setUp(String token, String email) {
        return send(
                "/console/api/setup", Map.of("token", token, "email", email, "password", PASSWORD));
    }

    public BrowserSession signIn(String email) {
        return send("/console/api/session", Map.of("email", email, "password", PASSWORD));
    }

    private BrowserSession send(String path, Map<String, String> body) {
        var response =
                context.request()
                        .post(
                                path,
                                RequestOptions.create().setHeader("Origin", base).setData(body));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return this;
    }

    /// Opens a page and waits until it has its heading.
    public BrowserSession open(String path) {
        page.navigate(path);
        page.locator("h1").first().waitFor();
        return this;
    }

    /// Opens a page and waits until it has all that it asked for.
    public BrowserSession openWhole(String path) {
        open(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return this;
    }

    /// Gives the page that is open another width, and waits until it is drawn so.
    public BrowserSession widen(int width) {
        page.setViewportSize(width, page.viewportSize().height);
        page.evaluate(DRAWN);
        return this;
    }

    /// Orders a picture in the playground.
    public BrowserSession draw(String prompt) {
        field("Prompt").fill(prompt);
        button("Generate").click();
        return this;
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
    }

    public Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
    }

    public Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
    }

    public Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first();
    }

    /// One of a few that exclude each other.
    public Locator choice(String name) {
        return page.getByRole(
                AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// The first visible text like this: a desktop hides what is in the menu of a phone.
    public Locator text(String text) {
        return page.getByText(text).filter(new Locator.FilterOptions().setVisible(true)).first();
    }

    /// Waits until something is in sight.
    public BrowserSession sees(Locator what) {
        what.first().waitFor();
        return this;
    }

    public BrowserSession sees(String text) {
        return sees(text(text));
    }

    /// Orders pictures, "number 0" and so on, by the API and the session.
    public BrowserSession order(int pictures) {
        page.evaluate(
                """
                async (pictures) => {
                  const { csrf_token: token } = await (await fetch('/console/api/session')).json();
                  for (let i = 0; i < pictures; i++) await fetch('/api/v1/images/generations', {
                    method: 'POST', headers: {'content-type': 'application/json', 'x-csrf-token': token},
                    body: JSON.stringify({model: 'z-image', prompt: 'number ' + i})});
                }
                """,
                pictures);
        return this;
    }

    /// Waits until the n-th finished picture is in sight.
    public BrowserSession seesPictures(int count) {
        page.waitForFunction(
                "n => [...document.querySelectorAll('.picture img:not(.preview)')]"
                        + ".filter(i => i.complete && i.naturalWidth > 0"
                        + " && i.offsetWidth > 0).length >= n",
                count);
        return this;
    }

    /// Waits until there are as many of something as were said.
    public BrowserSession seesCount(String selector, int count) {
        PlaywrightAssertions.assertThat(page.locator(selector))
                .hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(TIMEOUT));
        return this;
    }

    /// What axe finds against WCAG 2.2 AA and good practice, one line each.
    public List<String> violations() {
        page.evaluate(AXE);
        Object found =
                page.evaluate(
                        """
                        async () => (await axe.run({resultTypes: ['violations'], runOnly: {type: 'tag', values: [
                            'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})).violations
                          .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))
                        """);
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    /// By how many pixels the page is wider than the screen.
    public int overflow() {
        Object wider = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        return ((Number) wider).intValue();
    }

    /// Texts that are names of texts: what a translation forgot.
    public List<String> untranslated() {
        Object found =
                page.evaluate(
                        """
                        () => [...document.querySelectorAll('body *')]
                          .filter(e => !e.closest('article, code, pre') && e.children.length === 0)
                          .map(e => e.textContent.trim())
                          .filter(text => /^[a-z_]+(\\.[a-z_-]+)+$/.test(text))
                        """);
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    /// Everything that the browser asked other hosts for.
    public List<String> askedElsewhere() {
        return asked.stream()
                .filter(url -> !url.startsWith(base + "/") && !url.startsWith("data:"))
                .toList();
    }

    /// Errors of scripts, and what the policy of the page kept from loading.
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        context.close();
    }
}
