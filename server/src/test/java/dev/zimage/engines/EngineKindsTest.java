package dev.zimage.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.config.ConfigSources;
import dev.zimage.config.EngineChoice;
import dev.zimage.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineKindsTest {

    /// Settings of the choice and of the service, whatever the kind.
    private static final Set<String> OF_ALL_KINDS = Set.of("name", "workers", "pixels");

    @Test
    void every_name_that_the_settings_allow_but_auto_is_a_kind() {
        assertThat(EngineKinds.ALL)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EngineChoice.values())
                                .filter(choice -> choice != EngineChoice.AUTO)
                                .map(EngineKinds::of)
                                .toList());
    }

    @Test
    void every_setting_of_engines_is_read_by_a_kind_and_kinds_read_no_others(@TempDir Path empty)
            throws InvalidConfigException {
        Set<String> known =
                new ConfigSources(Map.of(), Map.of(), empty, null)
                        .load().settings().stream()
                                .map(setting -> setting.key().name())
                                .filter(name -> name.startsWith("engine."))
                                .map(name -> name.substring("engine.".length()))
                                .collect(Collectors.toSet());

        assertThat(
                        Stream.concat(
                                        OF_ALL_KINDS.stream(),
                                        EngineKinds.ALL.stream()
                                                .flatMap(kind -> kind.settings().stream()))
                                .collect(Collectors.toSet()))
                .isEqualTo(known);
    }
}
