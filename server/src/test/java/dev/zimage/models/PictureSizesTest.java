package dev.zimage.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zimage.engine.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSizesTest {

    @ParameterizedTest
    @CsvSource({
        "1048576, 1024x1024 1152x864 864x1152 1280x720 720x1280",
        "1048575, 1008x1008 1152x864 864x1152 1280x720 720x1280",
        "921600, 960x960 1088x816 816x1088 1280x720 720x1280",
        "589824, 768x768 832x624 624x832 1024x576 576x1024",
        "331776, 576x576 640x480 480x640 768x432 432x768",
        "262144, 512x512 576x432 432x576 512x288 288x512",
        "147456, 384x384 384x288 288x384 512x288 288x512",
        "65536, 256x256 256x192 192x256 256x144 144x256"
    })
    void each_shape_has_the_largest_size_that_the_pixels_allow(int pixels, String sizes) {
        assertThat(PictureSizes.within(pixels).all().values())
                .extracting(ImageSize::toString)
                .containsExactly(sizes.split(" "));
    }

    @Test
    void every_number_of_pixels_gives_exact_shapes_that_could_not_be_larger() {
        for (int pixels = 65_536; pixels <= 1_048_576; pixels += 251) {
            PictureSizes sizes = PictureSizes.within(pixels);
            for (AspectRatio ratio : AspectRatio.values()) {
                ImageSize size = sizes.of(ratio);
                String[] sides = ratio.label().split(":", -1);
                int across = Integer.parseInt(sides[0]);
                int down = Integer.parseInt(sides[1]);
                assertThat(size.width() * down).isEqualTo(size.height() * across);
                assertThat(size.pixels()).isLessThanOrEqualTo(pixels);
                long next = (size.width() + 16L * across) * (size.height() + 16L * down);
                assertThat(next).isGreaterThan(pixels);
            }
        }
    }

    @Test
    void the_published_sizes_are_those_of_a_megapixel() {
        assertThat(PictureSizes.PUBLISHED)
                .isEqualTo(PictureSizes.within(1_048_576))
                .hasToString(
                        "1:1 is 1024x1024, 4:3 is 1152x864, 3:4 is 864x1152, 16:9 is 1280x720,"
                                + " 9:16 is 720x1280");
        assertThat(PictureSizes.PUBLISHED.largest()).isEqualTo(new ImageSize(1024, 1024));
    }

    @Test
    void the_largest_need_not_be_the_square() {
        assertThat(PictureSizes.within(921_601).largest().pixels()).isEqualTo(921_600);
        assertThat(PictureSizes.within(602_112).largest()).isEqualTo(new ImageSize(896, 672));
    }

    @Test
    void the_table_of_the_documentation_is_true() throws IOException {
        List<String> rows =
                Files.readString(Path.of("..", "docs", "configuration.md"))
                        .lines()
                        .filter(line -> line.matches("\\| \\d{5,7} .*"))
                        .toList();

        assertThat(rows).hasSize(PictureSizes.SMALLER.size() + 1);
        for (String row : rows) {
            String[] cells = row.substring(2).split(" \\| | \\|$");
            int pixels = Integer.parseInt(cells[0].replace(" (default)", ""));
            assertThat(List.of(cells).subList(1, cells.length))
                    .isEqualTo(
                            PictureSizes.within(pixels).all().values().stream()
                                    .map(ImageSize::toString)
                                    .toList());
        }
    }

    @Test
    void too_few_pixels_for_a_shape_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PictureSizes.within(36_000));
    }
}
