package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The scripts of a release on a copy of the files that they change, and the workflows that call
/// them.
@DisabledOnOs(OS.WINDOWS)
class ReleaseScriptsTest {

    private static final Path WORKFLOWS = Checkout.ROOT.resolve(".github/workflows");

    @TempDir private Path copy;
    private String version;

    @BeforeEach
    void copyFiles() throws IOException {
        version = Checkout.version();
        try (Stream<Path> modules = Files.list(Checkout.ROOT)) {
            for (Path module :
                    modules.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
                copy(module.getFileName() + "/pom.xml");
            }
        }
        List.of(
                        "pom.xml",
                        "CHANGELOG.md",
                        "docs/java-client.md",
                        "deploy/helm/zimage/Chart.yaml",
                        "server/src/main/resources/openapi.json",
                        "tools/release/set-version",
                        "tools/release/notes")
                .forEach(this::copy);
    }

    private void copy(String file) {
        try {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(Checkout.ROOT.resolve(file), copy.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @Test
    void the_version_is_set_in_every_file_that_has_it() throws Exception {
        run("tools/release/set-version", "9.8.7");

        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(version);
            }
        }
        assertThat(Files.readString(copy.resolve("server/pom.xml"))).contains("<version>9.8.7<");
        assertThat(Files.readString(copy.resolve("deploy/helm/zimage/Chart.yaml")).lines())
                .contains("version: 9.8.7", "appVersion: 9.8.7");
        assertThat(openApiVersion()).isEqualTo("9.8.7");
    }

    /// Of the document that a server gives to programs.
    private String openApiVersion() throws IOException {
        Map<?, ?> document =
                (Map<?, ?>)
                        new Load(LoadSettings.builder().build())
                                .loadFromString(
                                        Files.readString(
                                                copy.resolve(
                                                        "server/src/main/resources/openapi.json")));
        return document.get("info") instanceof Map<?, ?> info ? info.get("version") + "" : "";
    }

    @Test
    void what_was_unreleased_becomes_the_notes_of_the_release() throws Exception {
        String unreleased = run("tools/release/notes", "Unreleased");
        run("tools/release/set-version", "9.8.7");

        assertThat(Files.readString(copy.resolve("CHANGELOG.md")))
                .contains("## [Unreleased]\n\n## [9.8.7] - 2026-01-01\n");
        assertThat(run("tools/release/notes", "9.8.7")).isEqualTo(unreleased).isNotBlank();
    }

    @Test
    void the_next_snapshot_leaves_the_changelog_alone() throws Exception {
        assertThat(openApiVersion()).isEqualTo(version.replace("-SNAPSHOT", ""));
        String before = Files.readString(copy.resolve("CHANGELOG.md"));
        run("tools/release/set-version", "9.9.0-SNAPSHOT");

        assertThat(openApiVersion()).isEqualTo("9.9.0");
        assertThat(Files.readString(copy.resolve("CHANGELOG.md"))).isEqualTo(before);
    }

    @Test
    void workflows_call_what_exists() throws Exception {
        Pattern script = Pattern.compile("(?:\\./|tools/|deploy/|\\.ci/)[a-zA-Z/_-]+");
        for (String name : List.of("ci.yml", "release.yml")) {
            String text = Files.readString(WORKFLOWS.resolve(name));
            Map<?, ?> workflow =
                    (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
            assertThat(workflow.get("jobs")).as(name).isInstanceOf(Map.class);
            assertThat(text).contains("run: .ci/run");
            assertThat(script.matcher(text.replaceAll("(?m)#.*|https?://\\S+", "")).results())
                    .allSatisfy(found ->
                            assertThat(Checkout.ROOT.resolve(found.group())).as(name).exists());
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.command().set(0, copy.resolve(command[0]).toString());
        builder.environment().put("SOURCE_DATE_EPOCH", "1767225600");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// Half of the files would have it, and the packages refuse it later.
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.2.3.4", "1.2.x", "1.2.3/4", "1.2.3\n4", "v1.2.3"})
    void a_version_that_is_none_changes_nothing(String wrong) throws Exception {
        Process process =
                new ProcessBuilder(copy.resolve("tools/release/set-version").toString(), wrong)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("must look like 1.2.3");
        assertThat(copy.resolve("pom.xml"))
                .hasSameBinaryContentAs(Checkout.ROOT.resolve("pom.xml"));
        assertThat(copy.resolve("pom.xml.new")).doesNotExist();
    }
}
