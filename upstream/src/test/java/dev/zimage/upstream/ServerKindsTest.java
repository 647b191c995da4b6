package dev.zimage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.upstream.ServerKind.FileSetting;
import dev.zimage.upstream.ServerKind.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for the declaration of every kind.
class ServerKindsTest {

    static Stream<ServerKind> kinds() {
        return ServerKinds.ALL.stream();
    }

    @Test
    void names_of_kinds_and_of_their_settings_mean_one_thing() {
        assertThat(kinds()).map(ServerKind::name).doesNotHaveDuplicates();
        assertThat(kinds().flatMap(kind -> kind.files().stream()))
                .map(FileSetting::name)
                .doesNotHaveDuplicates()
                .doesNotContain(ServerKind.PRESET);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_kind_comes_with_what_it_needs_for_each_of_its_presets(ServerKind kind) throws Exception {
        for (String preset : kind.presets()) {
            assertThat(kind.protocol(Given.preset(preset))).as(preset).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_kind_needs_settings_that_it_has_and_leaves_them_open(ServerKind kind) {
        List<String> settings = new ArrayList<>();
        kind.files().forEach(file -> settings.add(file.name()));
        if (!kind.presets().isEmpty()) {
            settings.add(ServerKind.PRESET);
        }
        assertThat(settings).containsAll(kind.needs());
        if (kind.needs().contains(ServerKind.PRESET)) {
            assertThat(kind.usualPreset()).isEmpty();
        } else if (!kind.presets().isEmpty()) {
            assertThat(kind.presets()).contains(kind.usualPreset());
        }
    }
}
