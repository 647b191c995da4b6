package dev.zimage.provenance.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.provenance.picture.Alterations;
import dev.zimage.provenance.picture.SamplePictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// How many pictures are recognised after what happens to pictures, and how many others are taken
/// for ours, as a table. `-Dzimage.rates=200` takes so many pictures in place of a few, and
/// `-Dzimage.pictures=DIR` takes the JPEG and PNG files there, too.
class SurvivalRatesTest {

    private static final int PICTURES = Integer.getInteger("zimage.rates", 8);

    private static final WatermarkPayload PAYLOAD = new WatermarkPayload(1, 2, 0x1234_5678_9abcL);
    private static final WatermarkPayload OTHER = new WatermarkPayload(1, 1, 0x1234_5678_9abcL);

    /// How many pictures were recognised by each layer.
    private static final class Count {
        private int watermark;
        private int fingerprint;
        private int either;
    }

    @Test
    void nearly_all_pictures_are_recognised() throws IOException {
        List<BufferedImage> pictures = pictures();
        Map<String, Count> counts = new LinkedHashMap<>();
        for (BufferedImage picture : pictures) {
            Watermark.write(picture, PAYLOAD);
            Optional<Fingerprint> original = Fingerprint.of(picture);
            for (Map.Entry<String, UnaryOperator<BufferedImage>> change : changes().entrySet()) {
                Count count = counts.computeIfAbsent(change.getKey(), name -> new Count());
                count(count, change.getValue().apply(picture), original);
            }
        }
        counts.forEach((name, count) ->
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | of %d%n",
                        name,
                        count.watermark,
                        count.fingerprint,
                        count.either,
                        pictures.size()));
        assertThat(counts.values()).allMatch(count -> count.either >= 0.9 * pictures.size());
    }

    private static void count(Count count, BufferedImage changed, Optional<Fingerprint> original) {
        boolean watermark = found(changed).isPresent();
        boolean fingerprint =
                Fingerprint.of(changed)
                        .filter(print ->
                                original.isPresent()
                                        && print.distance(original.get())
                                                <= Fingerprint.SAME_PICTURE)
                        .isPresent();
        count.watermark += watermark ? 1 : 0;
        count.fingerprint += fingerprint ? 1 : 0;
        count.either += watermark || fingerprint ? 1 : 0;
    }

    private static Map<String, UnaryOperator<BufferedImage>> changes() {
        Map<String, UnaryOperator<BufferedImage>> changes = new LinkedHashMap<>();
        changes.put("nothing", picture -> picture);
        changes.put("JPEG at 95", picture -> Alterations.jpeg(picture, 95));
        changes.put("JPEG at 75", picture -> Alterations.jpeg(picture, 75));
        changes.put("JPEG at 50", picture -> Alterations.jpeg(picture, 50));
        changes.put("half the size", picture -> Alterations.scaled(picture, 0.5));
        changes.put("one and a half", picture -> Alterations.scaled(picture, 1.5));
        changes.put("cropped to 75 %", picture -> Alterations.cropped(picture, 0.75, 0.3));
        changes.put("screenshot at 80 %", picture -> Alterations.scaled(picture, 0.8));
        changes.put("screenshot at 125 %", picture -> Alterations.scaled(picture, 1.25));
        return changes;
    }

    /// Posters and clouds in turn, of several sizes, and the files that were named.
    private static List<BufferedImage> pictures() throws IOException {
        int[][] sizes = {{1024, 1024}, {768, 1024}, {1024, 576}, {576, 576}};
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            int[] size = sizes[i / 2 % sizes.length];
            pictures.add(
                    i % 2 == 0
                            ? SamplePictures.poster(size[0], size[1], i)
                            : SamplePictures.photo(size[0], size[1], i));
        }
        for (Path file : files()) {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture != null && Math.min(picture.getWidth(), picture.getHeight()) >= 512) {
                double scale = 1024.0 / Math.max(picture.getWidth(), picture.getHeight());
                pictures.add(Alterations.scaled(picture, Math.min(1, scale)));
            }
        }
        return pictures;
    }

    private static List<Path> files() throws IOException {
        String folder = System.getProperty("zimage.pictures");
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void pictures_without_the_mark_are_never_taken_for_ours() throws IOException {
        int count = 0;
        for (BufferedImage picture : pictures()) {
            assertThat(found(picture)).isEmpty();
            count++;
        }
        System.out.printf(Locale.ROOT, "no mark in %d pictures%n", count);
    }

    /// Of the marks of this installation: that of the other kind of engine is sought as well.
    private static Optional<FoundWatermark> found(BufferedImage picture) {
        return Watermark.find(picture, List.of(OTHER, PAYLOAD));
    }
}
