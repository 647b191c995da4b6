package dev.zimage.packages;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The chart, rendered by Helm itself.
final class Chart {

    static final Path FOLDER = Checkout.ROOT.resolve("deploy/helm/zimage");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /// @param values that replace those of the chart
    static List<JsonNode> render(Map<String, Object> values, Path folder) throws IOException {
        return render(YAML.writeValueAsString(values), folder);
    }

    /// @param values as YAML
    static List<JsonNode> render(String values, Path folder) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "values", ".yaml"), values);
        TemplateCommand command =
                new Helm(withoutHooks(folder)).template().withName("pictures").withValuesFile(file);
        return Stream.of(command.call().split("(?m)^---\\s*$", -1))
                .map(YAML::readTree)
                .filter(document -> document.has("kind"))
                .toList();
    }

    /// The resources of a kind, of which there must be some.
    static List<JsonNode> of(String kind, List<JsonNode> resources) {
        List<JsonNode> found =
                resources.stream()
                        .filter(each -> each.get("kind").asString().equals(kind))
                        .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no " + kind);
        }
        return found;
    }

    /// The values that the chart has.
    static JsonNode values() {
        return YAML.readTree(FOLDER.resolve("values.yaml").toFile());
    }

    /// A copy whose hooks are ordinary resources: the library does not render hooks.
    private static Path withoutHooks(Path folder) throws IOException {
        Path copy = Files.createTempDirectory(folder, "chart").resolve("zimage");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target, Files.readString(file).replaceAll("(?m)^ +helm.sh/hook.*\n", ""));
            }
        }
        return copy;
    }
}
