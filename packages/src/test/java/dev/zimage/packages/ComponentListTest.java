package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComponentListTest {

    private static final String OF_MAVEN =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {"component": {"bom-ref": "pkg:maven/dev.zimage/zimage-server@1"}},
             "components": [
               {"type": "library", "bom-ref": "onnxruntime", "name": "onnxruntime", "version": "1.29.0",
                "hashes": [{"alg": "MD5", "content": "12"}, {"alg": "SHA-256", "content": "34"}]},
               {"type": "library", "bom-ref": "yaml", "name": "yaml", "version": "3"}],
             "dependencies": [
               {"ref": "pkg:maven/dev.zimage/zimage-server@1", "dependsOn": ["onnxruntime", "yaml"]},
               {"ref": "yaml", "dependsOn": []}]}
            """;

    @TempDir Path folder;
    private Path libraries;

    @BeforeEach
    void lay() throws IOException {
        libraries = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(libraries.resolve("onnxruntime-1.29.0.jar"), "stripped");
    }

    /// A program that compares the list with the files finds neither more nor less.
    @Test
    void the_libraries_are_those_of_the_packages_with_their_sums() throws IOException {
        Path maven = Files.writeString(folder.resolve("maven.json"), OF_MAVEN);
        ComponentList.write(maven, libraries, folder.resolve("out.json"));

        JsonNode list = new JsonMapper().readTree(folder.resolve("out.json"));
        assertThat(list.toString()).doesNotContain("yaml");
        JsonNode library = list.path("components").path(0);
        assertThat(library.path("hashes")).hasSize(1);
        assertThat(library.path("hashes").path(0).path("content").asString())
                .isEqualTo(FileSums.of(libraries.resolve("onnxruntime-1.29.0.jar")));

        Files.writeString(libraries.resolve("other-1.jar"), "");
        assertThatThrownBy(() -> ComponentList.write(maven, libraries, folder.resolve("out.json")))
                .hasMessageContaining("the SBOM lacks [other-1.jar]");
    }

    @Test
    void the_java_runtime_and_the_cpp_library_are_listed_beside_the_libraries() throws IOException {
        Path out = folder.resolve("out.json");
        ComponentList.write(
                Files.writeString(folder.resolve("maven.json"), OF_MAVEN), libraries, out);

        JsonNode list = new JsonMapper().readTree(out);
        assertThat(list.path("components"))
                .extracting(component -> component.path("name").asString())
                .containsExactly("onnxruntime", "OpenJDK", "libstdc++");
        JsonNode java = list.path("components").path(1);
        assertThat(java.path("version").asString()).isEqualTo(Runtime.version().toString());
        assertThat(java.path("purl").asString()).startsWith("pkg:generic/openjdk@");
        assertThat(java.path("licenses").path(0).path("license").path("id").asString())
                .isEqualTo("GPL-2.0-with-classpath-exception");
        assertThat(list.path("components").path(2).path("version").asString())
                .matches("6\\.0\\.\\d+");
        assertThat(list.path("dependencies").path(0).path("dependsOn")).hasSize(3);
        assertThat(list.path("dependencies"))
                .extracting(entry -> entry.path("ref").asString())
                .contains(java.path("bom-ref").asString());
    }

    @Test
    void two_lists_of_one_build_are_the_same() throws IOException {
        Path maven = Files.writeString(folder.resolve("maven.json"), OF_MAVEN);
        ComponentList.write(maven, libraries, folder.resolve("a"));
        ComponentList.write(maven, libraries, folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }
}
