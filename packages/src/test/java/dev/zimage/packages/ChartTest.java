package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ChartTest {

    private static final Map<String, Object> EVERYTHING =
            Map.of(
                    "publicUrl", "https://images.example.com",
                    "media", Map.of("store", "/pictures", "existingClaim", "pictures"),
                    "worker",
                            Map.of(
                                    "modelsClaim",
                                    "weights",
                                    "settings",
                                    Map.of("engine.workers", 1)),
                    "ingress", Map.of("enabled", true, "tlsSecret", "certificate"),
                    "serviceMonitor",
                            Map.of("enabled", true, "labels", Map.of("release", "prometheus")));

    @TempDir private Path folder;

    @Test
    void Helm_finds_no_fault() {
        assertThat(Chart.lint().getMessages())
                .noneMatch(line -> line.contains("[ERROR]") || line.contains("[WARNING]"));
        assertThat(Chart.lint().isFailed()).isFalse();
    }

    @Test
    void it_has_what_an_installation_needs() throws Exception {
        assertThat(kinds(Map.of()))
                .containsExactlyInAnyOrder(
                        "ServiceAccount pictures-zimage",
                        "ConfigMap pictures-zimage-api",
                        "ConfigMap pictures-zimage-worker",
                        "ConfigMap pictures-zimage-migration",
                        "Job pictures-zimage-migration",
                        "Service pictures-zimage",
                        "Service pictures-zimage-worker",
                        "Deployment pictures-zimage-api",
                        "Deployment pictures-zimage-worker",
                        "PodDisruptionBudget pictures-zimage-api",
                        "PodDisruptionBudget pictures-zimage-worker");
        assertThat(kinds(EVERYTHING))
                .contains("Ingress pictures-zimage", "ServiceMonitor pictures-zimage");
    }

    /// The names of settings are those of the program, and the values are ones that it takes.
    @Test
    void the_program_takes_its_settings() throws Exception {
        for (Map<String, Object> values : List.of(Map.<String, Object>of(), EVERYTHING)) {
            for (JsonNode map : of("ConfigMap", values)) {
                String name = map.at("/metadata/name").asString();
                load(
                        map.at("/data/zimage.properties").asString(),
                        name.endsWith("worker") ? "worker" : "api");
            }
        }
    }

    /// Helm reads all numbers as floats, and a large one would be written as 1.048576e+06.
    @Test
    void numbers_are_written_as_they_are_in_the_values() throws Exception {
        List<JsonNode> resources =
                Chart.render(
                        "settings: {engine.pixels: 1048576, models.ink.price: 0.0000025,"
                                + " queue.capacity: 100000000, metrics.enabled: false}",
                        folder);
        assertThat(Chart.of("ConfigMap", resources).getFirst().at("/data").toString())
                .contains("engine.pixels = 1048576\\n")
                .contains("models.ink.price = 0.0000025\\n")
                .contains("queue.capacity = 100000000\\n")
                .contains("metrics.enabled = false\\n");
    }

    @Test
    void pods_have_no_rights_and_are_probed() throws Exception {
        for (JsonNode deployment : of("Deployment", EVERYTHING)) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/livenessProbe/httpGet/path").asString())
                    .isEqualTo("/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asString())
                    .isEqualTo("/health/ready");
            assertThat(container.at("/image").asString()).isEqualTo("zimage:" + Checkout.version());
            assertMounted(pod);
        }
    }

    private static void assertMounted(JsonNode pod) {
        List<String> volumes = new ArrayList<>();
        pod.at("/volumes").forEach(volume -> volumes.add(volume.get("name").asString()));
        assertThat(volumes).contains("data", "settings", "tmp", "database", "media");
        List<String> mounts = new ArrayList<>();
        pod.at("/containers/0/volumeMounts")
                .forEach(mount -> mounts.add(mount.get("name").asString()));
        assertThat(mounts).containsExactlyInAnyOrderElementsOf(volumes);
    }

    @Test
    void selectors_find_the_pods_of_their_part_alone() throws Exception {
        List<JsonNode> deployments = of("Deployment", Map.of());
        for (JsonNode budget : of("PodDisruptionBudget", Map.of())) {
            assertThat(deployments)
                    .filteredOn(each -> matches(budget.at("/spec/selector/matchLabels"), each))
                    .hasSize(1);
        }
        for (JsonNode service : of("Service", Map.of())) {
            assertThat(deployments)
                    .filteredOn(each -> matches(service.at("/spec/selector"), each))
                    .hasSize(1);
        }
    }

    private static boolean matches(JsonNode selector, JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        return selector.properties().stream()
                .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    @Test
    void values_that_it_does_not_know_are_refused() {
        assertThatThrownBy(() -> Chart.render(Map.of("replicas", 3), folder))
                .hasMessageContaining("replicas");
        assertThatThrownBy(
                        () -> Chart.render(Map.of("database", Map.of("url", "mysql://db")), folder))
                .hasMessageContaining("database");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "media: {store: /pictures} | media.existingClaim: name the claim",
                "media: {existingClaim: pictures} | media.store must be the path",
                "ingress: {enabled: true} | publicUrl: name the address that clients use",
                "'settings: {log.format: \"text\\nengine.steps = 1\"}' | log.format",
                "settings: {log.format: [text]} | log.format",
            })
    void values_that_cannot_work_are_refused(String values, String said) {
        assertThatThrownBy(() -> Chart.render(values, folder)).hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install.md", "zh/install.md"})
    void the_values_in_the_documentation_render(String page) throws Exception {
        String text = Files.readString(Checkout.ROOT.resolve("docs").resolve(page));
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(example.find()).isTrue();
        for (JsonNode map : Chart.of("ConfigMap", Chart.render(example.group(1), folder))) {
            String name = map.at("/metadata/name").asString();
            load(
                    map.at("/data/zimage.properties").asString(),
                    name.endsWith("worker") ? "worker" : "api");
        }
        Matcher set = Pattern.compile("--set ([a-zA-Z.]+)=").matcher(text);
        assertThat(set.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(Chart.values().at("/" + name.replace('.', '/')).isMissingNode())
                                .as(name)
                                .isFalse());
    }

    @Test
    void its_version_is_the_programs() throws Exception {
        assertThat(Files.readString(Chart.FOLDER.resolve("Chart.yaml")).lines())
                .contains("version: " + Checkout.version(), "appVersion: " + Checkout.version());
    }

    private void load(String settings, String role) throws IOException, InvalidConfigException {
        Path file =
                Files.writeString(
                        Files.createTempFile(folder, "settings", ".properties"), settings);
        Map<String, String> flags = Map.of("server.role", role, "database.password_file", "");
        assertThat(
                        new ConfigSources(flags, Map.of(), folder, file)
                                .load()
                                .config()
                                .database()
                                .isEmbedded())
                .isFalse();
    }

    private List<String> kinds(Map<String, Object> values) throws IOException {
        return Chart.render(values, folder).stream()
                .map(each ->
                        each.get("kind").asString() + " " + each.at("/metadata/name").asString())
                .toList();
    }

    private List<JsonNode> of(String kind, Map<String, Object> values) throws IOException {
        return Chart.of(kind, Chart.render(values, folder));
    }
}
