package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which store a value of `media.store` means.
class MediaStoresTest {

    private static final Map<String, String> ELSEWHERE =
            Map.of("media.s3_endpoint", "http://127.0.0.1:9");

    @TempDir Path usual;

    @ParameterizedTest
    @CsvSource({
        "s3://pictures, s3://pictures",
        "s3://pictures/, s3://pictures",
        "s3://pictures/a/b, s3://pictures/a/b",
        "s3://pictures/a/b/, s3://pictures/a/b",
        "/srv/pictures, /srv/pictures"
    })
    void a_value_names_a_place_that_several_processes_can_use(String value, String place)
            throws IOException {
        MediaLocation location = MediaStores.parse(value).orElseThrow();

        assertThat(location.isShared()).isTrue();
        try (MediaStore store = location.open(usual, ELSEWHERE)) {
            assertThat(store).asString().startsWith(place);
        }
    }

    @Test
    void an_empty_value_means_the_folder_in_the_data_directory() {
        MediaLocation location = MediaStores.parse("").orElseThrow();

        assertThat(location.isShared()).isFalse();
        assertThat(location.folder(usual)).contains(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3://Pictures",
                "s3://a",
                "s3://pictures//a",
                "s3://pictures/../a",
                "s3://pictures/a/./b",
                "s3://pictures/a b",
                "gs://pictures",
                "a\0b"
            })
    void what_names_no_place_is_refused(String value) {
        assertThat(MediaStores.parse(value)).isEmpty();
    }

    @Test
    void a_setting_belongs_to_one_kind_and_takes_its_own_default() {
        assertThat(MediaStores.ALL.stream().flatMap(kind -> kind.settings().stream()))
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.parser().apply(setting.defaultValue())).isPresent())
                .map(StoreSetting::name)
                .doesNotHaveDuplicates();
    }
}
