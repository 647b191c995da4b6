package dev.zimage.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds the dashboard and the alerts against the figures of a running server.
@OnEveryDatabase
class DashboardTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(?:zimage|jvm|process|system)_[a-z_]+\\b");

    private final TestServer server = SHARED.get();

    @BeforeEach
    void draw() {
        server.awaitEnd(server.submitted("a boat"));
        server.awaitEnd(server.submitted("fail"));
    }

    private static JsonNode dashboard() throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(DEPLOY.resolve("grafana/zimage.json")));
    }

    private static JsonNode yaml(String name) throws IOException {
        return new YAMLMapper().readTree(Files.readAllBytes(DEPLOY.resolve(name)));
    }

    private static Set<String> figuresOf(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> FIGURE.matcher(expression).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Of the wanted figures those that the server does not tell. An end is counted a moment after
    /// it can be polled.
    private Set<String> missing(Set<String> wanted) {
        return Eventually.seen(() -> missingNow(wanted), Set::isEmpty);
    }

    private Set<String> missingNow(Set<String> wanted) {
        String told = new String(server.get("/metrics").raw().body(), UTF_8);
        return wanted.stream()
                .filter(name -> !told.matches("(?s).*\n" + name + "[{ ].*"))
                .collect(Collectors.toSet());
    }

    @Test
    void every_figure_of_the_dashboard_is_there() throws Exception {
        List<String> expressions = dashboard().findValuesAsString("expr");

        assertThat(expressions).hasSizeGreaterThan(20);
        assertThat(missing(figuresOf(expressions))).isEmpty();
    }

    @Test
    void every_panel_asks_for_something_and_is_called_something_else() throws IOException {
        TreeSet<String> titles = new TreeSet<>();
        TreeSet<Integer> ids = new TreeSet<>();
        for (JsonNode panel : dashboard().path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(titles.add(panel.path("title").asString())).isTrue();
            assertThat(
                            panel.path("type").asString().equals("row")
                                    || !panel.path("targets").isEmpty())
                    .as(panel.path("title").asString())
                    .isTrue();
        }
    }

    @Test
    void every_figure_of_the_alerts_is_there() throws Exception {
        List<String> expressions = yaml("prometheus/alerts.yml").findValuesAsString("expr");

        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(missing(figuresOf(expressions))).isEmpty();
    }

    @Test
    void every_figure_of_the_server_is_in_the_documentation() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "observability.md"));
        String told = new String(server.get("/metrics").raw().body(), UTF_8);

        assertThat(Pattern.compile("(?m)^# TYPE (zimage_\\w+)").matcher(told).results())
                .isNotEmpty()
                .extracting(match -> match.group(1).replaceFirst("_max$", ""))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void every_alert_is_in_the_documentation_and_no_other() throws IOException {
        Set<String> alerts =
                new TreeSet<>(yaml("prometheus/alerts.yml").findValuesAsString("alert"));
        Set<String> documented =
                Pattern.compile("(?m)^\\| `(Zimage\\w+)`")
                        .matcher(Files.readString(Path.of("..", "docs", "observability.md")))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(alerts);
    }

    @Test
    void prometheus_is_told_of_the_rules_beside_its_example() throws IOException {
        for (JsonNode rules : yaml("prometheus/prometheus.yml").path("rule_files")) {
            assertThat(DEPLOY.resolve("prometheus").resolve(rules.asString())).isRegularFile();
        }
    }
}
