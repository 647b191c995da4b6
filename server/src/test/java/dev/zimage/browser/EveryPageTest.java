package dev.zimage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for all pages, in every look.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryPageTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();
    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    /// Those of somebody who is signed in, but for single tasks.
    static final List<String> PAGES =
            List.of(
                    "/playground",
                    "/batch",
                    "/tasks",
                    "/usage",
                    "/verify",
                    "/models/z-image",
                    "/settings/apikeys",
                    "/settings/account",
                    "/settings/webhooks",
                    "/settings/team",
                    "/settings/audit",
                    "/admin/audit",
                    "/settings/requests",
                    "/admin/requests",
                    "/admin/overview",
                    "/admin/accounts",
                    "/admin/accounts/account_1",
                    "/admin/queue",
                    "/docs",
                    "/docs/quick-start",
                    "/docs/api",
                    "/docs/dependencies",
                    "/settings/nothing",
                    "/admin/nothing");

    private String failed = "";
    private String completed = "";

    @BeforeAll
    void two_pictures() {
        completed = SERVER.get().submitted("a red boat on a calm lake");
        failed = SERVER.get().submitted("fail: a task without a picture");
        SERVER.get().awaitEnd(completed);
        SERVER.get().awaitEnd(failed);
    }

    static Stream<BrowserProfile> looks() {
        return Stream.of(
                BrowserProfile.DESKTOP,
                BrowserProfile.PHONE.inChinese(),
                new BrowserProfile(1920, 1080, true, "zh-CN"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_is_accessible_fits_and_stays_on_the_host(BrowserProfile look) {
        ConsoleDriver console = new ConsoleDriver(SERVER.get(), CHROMIUM);
        BrowserSession visit = console.operator(look);
        SoftAssertions softly = new SoftAssertions();
        Stream.concat(PAGES.stream(), Stream.of("/tasks/" + completed, "/tasks/" + failed))
                .forEach(path -> check(softly, visit, path));
        BrowserSession visitor = console.visitor(look);
        Stream.of("/signin", "/setup?token=used").forEach(path -> check(softly, visitor, path));
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, BrowserSession visit, String path) {
        visit.openWhole(path);
        softly.assertThat(visit.violations()).as("axe on " + path).isEmpty();
        softly.assertThat(visit.overflow()).as("pixels too wide: " + path).isLessThanOrEqualTo(0);
        softly.assertThat(visit.untranslated()).as("texts of " + path).isEmpty();
        softly.assertThat(visit.problems()).as("errors of " + path).isEmpty();
        softly.assertThat(visit.askedElsewhere()).as("asked by " + path).isEmpty();
    }

    @Test
    void the_pages_here_are_those_of_the_table() throws IOException {
        List<String> missing = new ArrayList<>();
        try (InputStream table =
                Objects.requireNonNull(
                        EveryPageTest.class.getResourceAsStream("/console/pages.json"))) {
            for (JsonNode page : JsonMapper.shared().readTree(table)) {
                String path = page.path("path").asString();
                boolean opened =
                        page.has("to")
                                || page.path("bare").asBoolean()
                                || path.equals("/tasks/:task")
                                || PAGES.stream().anyMatch(form(path));
                if (!opened) {
                    missing.add(path);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Predicate<String> form(String path) {
        return Pattern.compile(path.replaceAll(":\\w+", "[^/]+").replace("*", ".*"))
                .asMatchPredicate();
    }

    @Test
    void dialogs_are_accessible() {
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM).operator(BrowserProfile.PHONE);
        visit.open("/settings/apikeys").button("New key").click();
        assertThat(visit.sees(visit.field("Name")).violations()).isEmpty();
        visit.button("Close").click();
        visit.button("Revoke live").click();
        assertThat(visit.sees(visit.heading("Revoke “live (key_1)”?")).violations()).isEmpty();
        visit.page().keyboard().press("Escape");
        visit.button("Menu").click();
        assertThat(visit.sees(visit.link("Playground")).violations()).isEmpty();
    }

    @Test
    void both_languages_have_the_same_texts() throws IOException, URISyntaxException {
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM)
                        .operator(BrowserProfile.DESKTOP)
                        .open("/playground");
        Object missing =
                visit.page()
                        .evaluate(
                                """
                                async parts => {
                                  const [en, zh] = await Promise.all(['en', 'zh'].map(async name =>
                                      Object.assign({}, ...await Promise.all(parts.map(async part =>
                                          (await import(`/assets/i18n/${part}${name}.js`)).default)))));
                                  const plain = key => !key.endsWith('.one') && !/^(error\\.\\d|parameter\\.|policy\\.|docs\\.title\\.)/.test(key);
                                  const holes = text => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
                                  return [...Object.keys(en).filter(plain).filter(key => !(key in zh)),
                                    ...Object.keys(zh).filter(plain).filter(key => !(key in en)),
                                    ...Object.keys(en).filter(key => key in zh && holes(en[key]) !== holes(zh[key]))];
                                }
                                """,
                                parts());
        assertThat((List<?>) missing).isEmpty();
    }

    /// The folders of texts: "" for those of all pages, and one for each part that few pages need.
    private static List<String> parts() throws IOException, URISyntaxException {
        URL folder =
                Objects.requireNonNull(EveryPageTest.class.getResource("/console/assets/i18n"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<String> parts =
                    files.filter(Files::isDirectory).map(path -> path.getFileName() + "/").toList();
            assertThat(parts).contains("operator/", "batch/");
            return Stream.concat(Stream.of(""), parts.stream()).toList();
        }
    }

    @Test
    void every_error_code_that_a_page_can_meet_has_a_chinese_text() {
        BrowserSession visit =
                new ConsoleDriver(SERVER.get(), CHROMIUM)
                        .operator(BrowserProfile.DESKTOP.inChinese())
                        .open("/tasks/" + failed);
        visit.sees("生成失败，积分已退还，请重新提交。");
        visit.open("/tasks/task_00000000000000000000000000000000").sees("没有这个任务");
    }
}
