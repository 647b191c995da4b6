package dev.zimage.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/// The system's Chromium, started once for all test classes of a process. To be registered in a
/// static field. Where there is none, the tests are skipped and say so.
public final class Chromium implements BeforeAllCallback, AfterEachCallback {

    /// The first one has no windows around its pages and needs half of the processor time.
    private static final List<String> BROWSERS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private @Nullable Running running;
    private final List<BrowserSession> visits = new java.util.ArrayList<>();

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start(Path browser, Path node) {
            Playwright playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(
                                            Map.of(
                                                    "PLAYWRIGHT_NODEJS_PATH",
                                                    node.toString(),
                                                    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                                    "1")));
            return new Running(
                    playwright,
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(browser)
                                            .setTimeout(180_000)
                                            // The pages are our own, and root has no sandbox.
                                            .setChromiumSandbox(false)));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
        Optional<Path> node = onPath("node");
        Assumptions.assumeTrue(
                browser.isPresent() && node.isPresent(),
                "the console was not tried: install chromium and nodejs (apt-get install"
                        + " chromium-headless-shell nodejs)");
        // Surefire executes one class at a time, all of a process in one session.
        running =
                context.getStore(
                                StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(Chromium.class))
                        .computeIfAbsent(
                                Running.class,
                                key -> Running.start(browser.orElseThrow(), node.orElseThrow()),
                                Running.class);
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A visit by somebody who was never here, to be ended with the test.
    ///
    /// @param base the address of the server
    public BrowserSession visit(String base, BrowserProfile look) {
        Browser browser = Objects.requireNonNull(running).browser;
        BrowserSession visit = new BrowserSession(browser.newContext(look.options(base)), base);
        visits.add(visit);
        return visit;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        visits.forEach(BrowserSession::close);
        visits.clear();
    }
}
