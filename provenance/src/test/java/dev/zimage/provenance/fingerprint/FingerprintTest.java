package dev.zimage.provenance.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.provenance.picture.Alterations;
import dev.zimage.provenance.picture.SamplePictures;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    @Test
    void another_size_or_compression_changes_few_bits() {
        for (int seed = 0; seed < 10; seed++) {
            BufferedImage image = SamplePictures.photo(512, 384, seed);
            Fingerprint original = fingerprint(image);
            assertThat(original.distance(fingerprint(Alterations.jpeg(image, 50))))
                    .isLessThanOrEqualTo(Fingerprint.SAME_PICTURE);
            assertThat(original.distance(fingerprint(Alterations.scaled(image, 0.5))))
                    .isLessThanOrEqualTo(Fingerprint.SAME_PICTURE);
            assertThat(original.distance(fingerprint(Alterations.scaled(image, 1.5))))
                    .isLessThanOrEqualTo(Fingerprint.SAME_PICTURE);
        }
    }

    @Test
    void different_pictures_differ_in_many_bits() {
        Fingerprint first = fingerprint(SamplePictures.photo(512, 384, 0));
        for (int seed = 1; seed < 20; seed++) {
            assertThat(first.distance(fingerprint(SamplePictures.photo(512, 384, seed))))
                    .isGreaterThan(4 * Fingerprint.SAME_PICTURE);
        }
    }

    private static Fingerprint fingerprint(BufferedImage image) {
        return Fingerprint.of(image).orElseThrow();
    }

    @Test
    void a_flat_picture_has_none() {
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThat(Fingerprint.of(dot)).isEmpty();
        BufferedImage flat = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        assertThat(Fingerprint.of(flat)).isEmpty();
    }

    @Test
    void pictures_smaller_than_the_cells_have_one() {
        BufferedImage image = SamplePictures.photo(512, 384, 1);
        BufferedImage small = Alterations.scaled(image, 0.1);
        assertThat(fingerprint(image).distance(fingerprint(small))).isLessThan(100);
    }

    @Test
    void bytes_keep_every_bit() {
        Fingerprint fingerprint = new Fingerprint(1, -2, Long.MIN_VALUE, 0x1234_5678_9abc_def0L);
        assertThat(Fingerprint.fromBytes(fingerprint.bytes())).isEqualTo(fingerprint);
        assertThatThrownBy(() -> Fingerprint.fromBytes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31");
    }

    @Test
    void the_index_finds_what_is_near_and_nothing_else() {
        Random random = new Random(1);
        FingerprintIndex index = new FingerprintIndex();
        for (int i = 0; i < 50_000; i++) {
            index.add(random(random));
        }
        Fingerprint wanted = random(random);
        int second = index.add(flipped(wanted, 20));
        int first = index.add(flipped(wanted, 3));
        index.add(flipped(wanted, 41));
        assertThat(index.near(wanted, 40, 10))
                .containsExactly(
                        new FingerprintIndex.Match(first, 3),
                        new FingerprintIndex.Match(second, 20));
        assertThat(index.near(wanted, 40, 1)).containsExactly(new FingerprintIndex.Match(first, 3));
        assertThat(index.size()).isEqualTo(50_003);
    }

    private static Fingerprint random(Random random) {
        return new Fingerprint(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /// With so many of the bits from the first on changed.
    private static Fingerprint flipped(Fingerprint fingerprint, int bits) {
        return new Fingerprint(
                fingerprint.a() ^ (1L << bits) - 1,
                fingerprint.b(),
                fingerprint.c(),
                fingerprint.d());
    }
}
