package dev.zimage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.errors.ErrorCode;
import dev.zimage.server.FileText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Chinese pages of the documentation say what the English ones say.
class TranslationsTest {

    private static final Path ENGLISH = Path.of("../docs").toAbsolutePath().normalize();
    private static final Path CHINESE = ENGLISH.resolve("zh");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.+)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\|.*$");
    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}，。、；：（）]");

    private static final Map<Path, List<String>> SLUGS = new ConcurrentHashMap<>();

    static Stream<String> pages() {
        try (Stream<Path> pages = Files.list(CHINESE)) {
            return pages.map(page -> page.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_clients_need_is_there_in_chinese() {
        assertThat(pages())
                .contains(
                        "quick-start.md",
                        "authentication.md",
                        "z-image.md",
                        "tasks.md",
                        "errors.md",
                        "limits.md",
                        "webhooks.md",
                        "openai.md");
    }

    @Test
    void a_page_that_is_not_translated_has_a_chinese_title_in_the_list() throws IOException {
        String texts = FileText.read(Path.of("src/main/resources/console/assets/i18n/zh.js"));
        try (Stream<Path> pages = Files.list(ENGLISH)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .filteredOn(page -> page.endsWith(".md"))
                    .filteredOn(page -> !Files.exists(CHINESE.resolve(page)))
                    .isNotEmpty()
                    .map(page -> "'docs.title.%s':".formatted(page.replace(".md", "")))
                    .allMatch(texts::contains);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void headings_are_the_same_at_the_same_levels(String page) {
        assertThat(headings(CHINESE, page)).isEqualTo(headings(ENGLISH, page));
    }

    /// Their levels, and those that name a request as they are.
    private static List<String> headings(Path folder, String page) {
        return found(HEADING, prose(folder.resolve(page)))
                .map(heading ->
                        heading.group(1)
                                + (heading.group(2).matches("(GET|POST|DELETE) .*")
                                        ? heading.group(2)
                                        : ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void code_is_the_same_and_in_the_same_order(String page) {
        assertThat(found(CODE, FileText.read(CHINESE.resolve(page))).map(MatchResult::group))
                .isEqualTo(
                        found(CODE, FileText.read(ENGLISH.resolve(page)))
                                .map(MatchResult::group)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void names_in_the_text_are_the_same(String page) {
        assertThat(names(CHINESE, page)).isEqualTo(names(ENGLISH, page));
    }

    private static List<String> names(Path folder, String page) {
        return found(INLINE, prose(folder.resolve(page)))
                .map(name -> name.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tables_have_the_same_rows(String page) {
        assertThat(rows(CHINESE, page)).isEqualTo(rows(ENGLISH, page));
    }

    /// What rows begin with, where that is code or a number and so needs no translation.
    private static List<String> rows(Path folder, String page) {
        return found(ROW, prose(folder.resolve(page)))
                .map(row -> row.group(1).matches("[`\\d-].*") ? row.group(1) : "text")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_to_the_same_sections(String page) {
        assertThat(links(CHINESE, page)).isEqualTo(links(ENGLISH, page));
    }

    /// Each by its page and the number of its heading there.
    private static List<String> links(Path folder, String page) {
        return found(LINK, prose(folder.resolve(page)))
                .map(link -> link.group(1))
                .map(link -> link.startsWith("https:") ? link : target(folder.resolve(page), link))
                .sorted()
                .toList();
    }

    private static String target(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        Path english =
                target.startsWith(CHINESE)
                        ? CHINESE.relativize(target)
                        : ENGLISH.relativize(target);
        return parts.length == 1
                ? english.toString()
                : english + "#" + slugs(target).indexOf(parts[1]);
    }

    private static List<String> slugs(Path page) {
        return SLUGS.computeIfAbsent(
                page,
                file ->
                        found(HEADING, prose(file))
                                .map(heading ->
                                        heading.group(2)
                                                .toLowerCase(Locale.ROOT)
                                                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                                                .replace(' ', '-'))
                                .toList());
    }

    /// Where a page is translated, its translation is linked and not the English one.
    @ParameterizedTest
    @MethodSource("pages")
    void links_stay_in_the_language(String page) {
        assertThat(found(LINK, prose(CHINESE.resolve(page))).map(link -> link.group(1)))
                .noneMatch(link ->
                        link.startsWith("../")
                                && Files.exists(
                                        CHINESE.resolve(
                                                link.substring(3).replaceFirst("#.*", ""))));
    }

    /// A browser shows a line break as a space, which Chinese does not have between words.
    @ParameterizedTest
    @MethodSource("pages")
    void no_line_is_broken_within_a_sentence(String page) {
        List<String> lines = prose(CHINESE.resolve(page)).lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            String before = lines.get(i - 1);
            String line = lines.get(i);
            boolean broken =
                    !before.isEmpty()
                            && HAN.matcher(before.substring(before.length() - 1)).matches()
                            && !line.isBlank()
                            && !line.startsWith("- ")
                            && !line.startsWith("| ");
            assertThat(broken).as("%s: %s", page, line).isFalse();
        }
    }

    @Test
    void the_table_of_errors_is_that_of_the_code() {
        List<String> rows =
                FileText.read(CHINESE.resolve("errors.md"))
                        .lines()
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.matches("\\| \\d.*"))
                        .map(line -> line.split(" \\| ", 3))
                        .map(cells -> cells[0] + " | " + cells[1])
                        .toList();
        assertThat(rows)
                .isEqualTo(
                        Arrays.stream(ErrorCode.values())
                                .map(code ->
                                        "| %d | %s"
                                                .formatted(
                                                        code.number(),
                                                        code.isOfTask() ? "任务中" : code.status()))
                                .toList());
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String prose(Path page) {
        return CODE.matcher(FileText.read(page)).replaceAll("");
    }
}
