package dev.zimage.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.sketch.SketchEngine;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReaderTest {

    @AutoClose private static TextReader reader;

    @BeforeAll
    static void load() throws Exception {
        reader = TextReader.load(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a poster that reads OPENING SOON in bold type | OPENING SOON | OPENNING SOON",
                "a travel poster, \"Visit Maine\", lighthouse | Visit Maine | Visit Main",
                "neon sign that says OPEN LATE | OPEN LATE | OPEN LATTE",
                "script lettering poster, \"Summer Nights\" | Summer Nights | Summer Night",
                "一张海报，写着“盛大开业”，暖色调，粗体 | 盛大开业 | 盛太开业",
                "水墨山水，毛笔书法写着「春风得意」 | 春风得意 | 春风得竟",
                "poster: \"音乐节 Music Festival\" | 音乐节 Music Festival | 音乐节 Musik Festival",
            })
    void reads_a_picture_exactly(String prompt, String right, String wrong) throws Exception {
        List<ReadLine> lines = reader.read(picture(prompt));
        List<ComparedText> texts = TextComparison.of(List.of(right), lines);
        assertThat(texts).as("%s", lines).hasSize(1).allMatch(ComparedText::isExact);
        assertThat(TextComparison.of(List.of(wrong), lines))
                .hasSize(1)
                .noneMatch(ComparedText::isExact);
    }

    @ParameterizedTest
    @CsvSource({"-30", "-15", "-5", "8", "20", "30"})
    void reads_text_that_runs_up_or_down(double degrees) throws Exception {
        BufferedImage picture = picture("a poster that reads OPENING SOON in bold type");
        List<ReadLine> lines = reader.read(rotated(picture, degrees));
        assertThat(TextComparison.of(List.of("OPENING SOON"), lines))
                .as("%s", lines)
                .allMatch(ComparedText::isExact);
    }

    private static BufferedImage picture(String prompt) throws Exception {
        try (SketchEngine engine = new SketchEngine()) {
            ImageRequest request = new ImageRequest(prompt, new ImageSize(1024, 1024), 7);
            BufferedImage drawn = engine.generate(request, ProgressListener.NONE).pixels();
            byte[] bytes = PictureEncoder.encode(drawn, ImageFormat.JPEG);
            return ImageIO.read(new ByteArrayInputStream(bytes));
        }
    }

    /// The whole picture, turned and made smaller so that its corners stay inside.
    private static BufferedImage rotated(BufferedImage image, double degrees) {
        BufferedImage turned =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate(image.getWidth() / 2, image.getHeight() / 2);
        graphics.rotate(Math.toRadians(degrees));
        graphics.scale(0.7, 0.7);
        graphics.translate(-image.getWidth() / 2, -image.getHeight() / 2);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return turned;
    }
}
