package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComponentListTest {

    private static final String OF_MAVEN =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {"component": {"bom-ref": "pkg:maven/dev.zimage/zimage-server@1"}},
             "components": [{"type": "library", "name": "onnxruntime", "version": "1.29.0"}],
             "dependencies": [
               {"ref": "pkg:maven/dev.zimage/zimage-server@1", "dependsOn": ["onnxruntime"]}]}
            """;

    @TempDir Path folder;

    @Test
    void the_java_runtime_and_the_cpp_library_are_listed_beside_the_libraries() throws IOException {
        Path out = folder.resolve("out.json");
        ComponentList.write(Files.writeString(folder.resolve("maven.json"), OF_MAVEN), out);

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
        ComponentList.write(maven, folder.resolve("a"));
        ComponentList.write(maven, folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }
}
