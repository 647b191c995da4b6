package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.upstream.ServerKind;
import dev.zimage.upstream.ServerKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of engines on other servers follows the kinds of servers.
class EnginesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "engines.md");

    /// The second cell of a row: a kind, or a kind and a preset.
    private static final Pattern KIND_AND_PRESET =
            Pattern.compile("(?m)^\\| [^|]+ \\| (`[a-z]+`(?:, `[a-z]+`)?) \\|");

    @Test
    void the_table_of_servers_has_each_kind_with_each_preset_and_no_other() throws IOException {
        String page = Files.readString(PAGE);
        String table =
                page.substring(page.indexOf("## Servers"), page.indexOf("\"Imitated\" means"));

        assertThat(
                        KIND_AND_PRESET
                                .matcher(table)
                                .results()
                                .map(row -> row.group(1))
                                .collect(Collectors.toSet()))
                .isEqualTo(
                        ServerKinds.ALL.stream()
                                .flatMap(EnginesPageTest::rows)
                                .collect(Collectors.toSet()));
    }

    /// The usual preset needs no mention.
    private static Stream<String> rows(ServerKind kind) {
        String alone = "`" + kind.name() + "`";
        return kind.presets().isEmpty()
                ? Stream.of(alone)
                : kind.presets().stream()
                        .map(preset ->
                                preset.equals(kind.usualPreset())
                                        ? alone
                                        : alone + ", `" + preset + "`");
    }
}
