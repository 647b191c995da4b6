package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @TempDir Path data;

    @Test
    void the_page_has_the_rows_of_the_table_and_no_others() throws IOException {
        List<String> rows =
                Files.readString(PAGE).lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Stream.concat(
                                        ConfigKeys.DECLARED.keys().stream(),
                                        ConfigKeys.DECLARED.families().stream()
                                                .map(ConfigFamily::documented))
                                .map(ConfigurationPageTest::row)
                                .toList());
    }

    @Test
    void every_example_of_a_file_on_the_page_can_be_loaded() throws Exception {
        List<String> examples =
                Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Path file = Files.writeString(data.resolve("example.properties"), example);
            LoadedConfig loaded = new ConfigSources(Map.of(), Map.of(), data, file).load();
            assertThat(loaded.config()).isNotEqualTo(Config.defaults());
        }
    }

    private static String row(ConfigKey<?> key) {
        String value = key.defaultValue().isEmpty() ? "empty" : "`" + key.defaultValue() + "`";
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        key.name(), key.environmentName(), value, key.allowed(), key.description());
    }
}
