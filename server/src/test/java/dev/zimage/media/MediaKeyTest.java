package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zimage.engine.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaKeyTest {

    private static final String HEX = "018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e";

    @Test
    void a_path_leads_back_to_its_key() {
        for (ImageFormat format : ImageFormat.values()) {
            for (int index : new int[] {0, 9, 10, 99}) {
                MediaKey key = new MediaKey(HEX, index, format);
                assertThat(MediaKey.parse(key.path())).contains(key);
            }
        }
        assertThat(new MediaKey(HEX, 0, ImageFormat.JPEG).path())
                .isEqualTo("tasks/" + HEX + "/0.jpg");
    }

    @Test
    void a_thumbnail_has_a_path_of_its_own() {
        MediaKey thumbnail = new MediaKey(HEX, 7, ImageFormat.PNG).thumbnail();
        assertThat(thumbnail.path()).isEqualTo("tasks/" + HEX + "/7-thumbnail.jpg");
        assertThat(MediaKey.parse(thumbnail.path())).contains(thumbnail);
        assertThat(MediaPath.parse(MediaPath.of(thumbnail))).contains(thumbnail);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaKey(HEX, 0, ImageFormat.PNG, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tasks/",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.jpeg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.gif",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0-thumbnail.png",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0-thumbnail",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/00.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/-1.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/100.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/99999999999.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/٠.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.jpg\n",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.jpg/",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/../0.jpg",
                "tasks/018F5A3A1B6E7D9F8C2B4D6E8F0A2C4E/0.jpg",
                "tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4/0.jpg",
                "tasks/../../../../../../../../etc/passwd",
                "tasks/..%2f..%2f..%2f..%2f..%2f..%2fetc//0.jpg",
                "/tasks/018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e/0.jpg"
            })
    void anything_but_the_one_spelling_is_no_key(String path) {
        assertThat(MediaKey.parse(path)).isEmpty();
    }

    @Test
    void a_key_that_could_leave_the_store_cannot_be_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaKey("../../etc/passwd", 0, ImageFormat.PNG))
                .withMessageContaining("../../etc/passwd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaKey(HEX, 100, ImageFormat.PNG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaKey(HEX, -1, ImageFormat.PNG));
    }
}
