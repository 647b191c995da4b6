package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.provenance.picture.Alterations;
import dev.zimage.provenance.picture.SamplePictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WatermarkTest {

    private static final WatermarkPayload PAYLOAD = new WatermarkPayload(1, 2, 0xfedc_ba98_7654_3L);
    private static final WatermarkPayload OTHER = new WatermarkPayload(1, 1, 0xfedc_ba98_7654_3L);

    private static final List<BufferedImage> PICTURES =
            List.of(
                    SamplePictures.poster(768, 640, 1),
                    SamplePictures.poster(640, 1024, 2),
                    SamplePictures.photo(1024, 768, 3),
                    SamplePictures.photo(720, 720, 4));

    private static final List<BufferedImage> MARKED =
            PICTURES.stream().map(WatermarkTest::marked).toList();

    record Alteration(String name, UnaryOperator<BufferedImage> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Alteration> alterations() {
        return List.of(
                new Alteration("none", image -> image),
                new Alteration("JPEG at 95", image -> Alterations.jpeg(image, 95)),
                new Alteration("JPEG at 50", image -> Alterations.jpeg(image, 50)),
                new Alteration("half the size", image -> Alterations.scaled(image, 0.5)),
                new Alteration("one and a half", image -> Alterations.scaled(image, 1.5)),
                new Alteration("a screenshot", image -> Alterations.scaled(image, 0.83)),
                new Alteration("cropped left", image -> Alterations.cropped(image, 0.75, 0)),
                new Alteration("cropped", image -> Alterations.cropped(image, 0.75, 0.6)),
                new Alteration(
                        "half the size, then JPEG at 80",
                        image -> Alterations.jpeg(Alterations.scaled(image, 0.5), 80)));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void a_mark_is_read_after(Alteration alteration) {
        for (BufferedImage image : MARKED) {
            assertThat(found(alteration.change().apply(image)))
                    .map(FoundWatermark::payload)
                    .hasValue(PAYLOAD);
        }
    }

    private static BufferedImage marked(BufferedImage picture) {
        BufferedImage marked = Alterations.cropped(picture, 1, 0);
        Watermark.write(marked, PAYLOAD);
        return marked;
    }

    @Test
    void a_marked_picture_keeps_a_signal_to_noise_ratio_above_42_dB() {
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(signalToNoise(PICTURES.get(i), MARKED.get(i))).isGreaterThan(42);
        }
    }

    private static double signalToNoise(BufferedImage image, BufferedImage changed) {
        double squares = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            Color a = new Color(image.getRGB(i % image.getWidth(), i / image.getWidth()));
            Color b = new Color(changed.getRGB(i % image.getWidth(), i / image.getWidth()));
            squares +=
                    Math.pow(a.getRed() - b.getRed(), 2)
                            + Math.pow(a.getGreen() - b.getGreen(), 2)
                            + Math.pow(a.getBlue() - b.getBlue(), 2);
        }
        double mean = squares / 3 / image.getWidth() / image.getHeight();
        return 10 * Math.log10(255 * 255 / mean);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x000000, 0xffffff, 0xd01020, 0x1040d0, 0x808080})
    void flat_ground_changes_by_less_than_one_step_of_brightness(int colour) {
        BufferedImage image = flat(colour);
        Watermark.write(image, PAYLOAD);
        assertThat(signalToNoise(flat(colour), image)).isGreaterThan(50);
        assertThat(found(image)).map(FoundWatermark::payload).hasValue(PAYLOAD);
        assertThat(found(Alterations.jpeg(image, 90))).isPresent();
    }

    private static BufferedImage flat(int colour) {
        BufferedImage image = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(colour));
        g.fillRect(0, 0, 512, 512);
        g.dispose();
        return image;
    }

    @Test
    void the_marks_of_other_installations_are_not_ours() {
        for (int other = 1; other <= 20; other++) {
            BufferedImage image = SamplePictures.poster(512, 512, other);
            Watermark.write(
                    image,
                    new WatermarkPayload(
                            1,
                            2,
                            (other * 0x9_3c1b_5e27_a8d1L) & WatermarkPayload.MAX_INSTALLATION));
            assertThat(found(image)).isEmpty();
        }
    }

    @Test
    void pictures_of_any_type_of_pixels_are_marked_alike() {
        BufferedImage packed = SamplePictures.photo(512, 384, 5);
        BufferedImage bytes = new BufferedImage(512, 384, BufferedImage.TYPE_3BYTE_BGR);
        bytes.createGraphics().drawImage(packed, 0, 0, null);
        Watermark.write(packed, PAYLOAD);
        Watermark.write(bytes, PAYLOAD);
        assertThat(pixels(bytes)).isEqualTo(pixels(packed));
    }

    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    }

    @Test
    void pictures_with_a_side_below_256_pixels_stay_as_they_are() {
        BufferedImage image = SamplePictures.photo(1024, 240, 6);
        assertThat(Watermark.write(image, PAYLOAD)).isFalse();
        assertThat(pixels(image)).isEqualTo(pixels(SamplePictures.photo(1024, 240, 6)));
    }

    @Test
    void no_mark_is_found_in_other_pictures() {
        for (int seed = 100; seed < 120; seed++) {
            assertThat(found(SamplePictures.photo(512, 512, seed))).isEmpty();
            assertThat(found(SamplePictures.poster(512, 512, seed))).isEmpty();
        }
    }

    @Test
    void no_mark_is_found_in_the_smallest_and_thinnest_pictures() {
        assertThat(found(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))).isEmpty();
        assertThat(found(new BufferedImage(4000, 1, BufferedImage.TYPE_INT_RGB))).isEmpty();
        assertThat(found(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB))).isEmpty();
    }

    /// Of the marks of this installation: that of the other kind of engine is sought as well.
    private static Optional<FoundWatermark> found(BufferedImage picture) {
        return Watermark.find(picture, List.of(OTHER, PAYLOAD));
    }
}
