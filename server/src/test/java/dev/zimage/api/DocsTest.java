package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.openapi.OpenApiDocument;
import dev.zimage.errors.ErrorCode;
import dev.zimage.server.Eventually;
import dev.zimage.server.FileText;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");

    private static final List<String> REFERENCE =
            List.of(
                    "api.md",
                    "authentication.md",
                    "errors.md",
                    "openai.md",
                    "tasks.md",
                    "webhooks.md",
                    "z-image.md");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    @Test
    void the_table_of_errors_is_that_of_the_code() {
        List<String> rows =
                FileText.read(DOCS.resolve("errors.md"))
                        .lines()
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.matches("\\| \\d.*"))
                        .map(line -> line.split(" \\| ", 4))
                        .peek(cells -> assertThat(cells).hasSize(4))
                        .map(cells -> cells[0] + " | " + cells[1] + " | " + cells[2])
                        .toList();
        assertThat(rows)
                .isEqualTo(
                        Arrays.stream(ErrorCode.values())
                                .map(code ->
                                        "| %d | %s | %s"
                                                .formatted(
                                                        code.number(),
                                                        code.isOfTask()
                                                                ? "in a task"
                                                                : code.status(),
                                                        code.meaning()))
                                .toList());
    }

    @Test
    void the_reference_has_a_chapter_for_every_operation_and_no_others() {
        List<String> chapters =
                REFERENCE.stream()
                        .flatMap(page ->
                                matches(
                                        Pattern.compile("(?m)^##+ ((?:GET|POST|PUT|DELETE) /.*)$"),
                                        page))
                        .map(chapter -> chapter.group(1))
                        .toList();
        assertThat(chapters)
                .containsExactlyInAnyOrderElementsOf(
                        OpenApiDocument.read().operations().values().stream()
                                .filter(operation -> !operation.method().equals("HEAD"))
                                .map(operation -> operation.method() + " " + operation.path())
                                .toList());
    }

    @Test
    void the_reference_has_every_field_of_an_order() {
        Map<String, String> rows = fieldsOfAnOrder("z-image.md", ", required");
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(OrderParameters.ALL.names(OrderDialect.API));
        assertThat(fieldsOfAnOrder("zh/z-image.md", "，必填").keySet()).isEqualTo(rows.keySet());
    }

    /// Each row has the type, the default and the values that the code declares.
    private static Map<String, String> fieldsOfAnOrder(String page, String required) {
        String chapter = FileText.read(DOCS.resolve(page)).split("\n## ", -1)[1];
        assertThat(chapter).startsWith("POST /api/v1/images/generations");
        Map<String, String> rows =
                Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (.*)$")
                        .matcher(chapter)
                        .results()
                        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        for (OrderParameter<?> parameter : OrderParameters.ALL.in(OrderDialect.API)) {
            String row = rows.getOrDefault(parameter.name(), "");
            assertThat(row)
                    .as(page + ": " + parameter.name())
                    .startsWith(parameter.type() + (parameter.isRequired() ? required : "") + " |");
            if (parameter.usual() != null) {
                assertThat(row).contains("`" + parameter.usual() + "`");
            }
            if (parameter.values() != null) {
                assertThat(row).contains(parameter.values());
            }
        }
        return rows;
    }

    @Test
    void the_page_of_the_tools_has_every_field_of_an_order() {
        String quote =
                FileText.read(DOCS.resolve("mcp.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `quote` |"))
                        .findFirst()
                        .orElseThrow();
        assertThat(
                        Pattern.compile("`([a-z_]+)`")
                                .matcher(quote.split(" \\| ", -1)[2])
                                .results()
                                .map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(OrderParameters.ALL.names(OrderDialect.MCP));
    }

    @Test
    void json_in_the_docs_is_json() {
        JsonMapper json = new JsonMapper();
        for (String page : REFERENCE) {
            List<String> blocks =
                    matches(Pattern.compile("```json\n(.*?)```", Pattern.DOTALL), page)
                            .map(block -> block.group(1))
                            .toList();
            assertThat(blocks)
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(json.readTree(block).isObject()).isTrue());
        }
    }

    @Test
    void every_figure_that_operators_are_told_to_watch_is_there(@TempDir Path folder) {
        Set<String> watched =
                matches(Pattern.compile("`((?:zimage|jvm|process)_[a-z_]+)`"), "operations.md")
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(watched).hasSizeGreaterThan(5);
        try (TestServer server = TestServer.start(folder)) {
            server.awaitEnd(server.submitted("a boat"));
            server.awaitEnd(server.submitted("fail"));
            // An end is counted a moment after it can be polled.
            assertThat(Eventually.seen(() -> missing(server, watched), Set::isEmpty)).isEmpty();
        }
    }

    private static Set<String> missing(TestServer server, Set<String> watched) {
        String figures = new String(server.get("/metrics").raw().body(), UTF_8);
        return watched.stream()
                .filter(name -> !figures.contains("\n" + name))
                .collect(Collectors.toSet());
    }

    @Test
    void every_link_between_the_pages_leads_somewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(withoutCode(FileText.read(page))).results().toList()) {
                if (!link.group(1).matches("https?://.*") && !leadsSomewhere(page, link.group(1))) {
                    broken.add(ROOT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target =
                parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).toAbsolutePath().normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /// The anchors that GitHub gives to headings.
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(withoutCode(FileText.read(page)))
                .results()
                .map(heading ->
                        heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String markdown) {
        return Pattern.compile("(?ms)^```.*?^```").matcher(markdown).replaceAll("");
    }

    @Test
    void the_table_of_dependencies_has_those_of_the_build_in_their_versions() {
        Set<String> rows =
                matches(Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^ ]+) \\|"), "dependencies.md")
                        .map(row -> row.group(1) + ":" + row.group(2))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> built = new TreeSet<>();
        String parent = FileText.read(ROOT.resolve("pom.xml"));
        List<String> poms =
                Stream.concat(
                                Stream.of("pom.xml"),
                                Pattern.compile("<module>(.+)</module>")
                                        .matcher(parent)
                                        .results()
                                        .map(module -> module.group(1) + "/pom.xml"))
                        .toList();
        for (String pom : poms) {
            String module = FileText.read(ROOT.resolve(pom));
            Pattern.compile(
                            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                                    + "\\s*<version>\\$\\{([^}]+)}</version>")
                    .matcher(module)
                    .results()
                    .filter(found -> !found.group(1).equals("dev.zimage"))
                    .filter(found -> !found.group(2).endsWith("-bom"))
                    .forEach(found ->
                            built.add(
                                    "%s:%s:%s"
                                            .formatted(
                                                    found.group(1),
                                                    found.group(2),
                                                    property(parent + module, found.group(3)))));
        }
        built.add("org.junit.jupiter:junit-jupiter:" + property(parent, "junit.version"));
        assertThat(rows).isEqualTo(built);
    }

    private static String property(String pom, String name) {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                .matcher(pom)
                .results()
                .map(value -> value.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String page) {
        return pattern.matcher(FileText.read(DOCS.resolve(page))).results();
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(DOCS);
                Stream<Path> root = Files.list(ROOT)) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
