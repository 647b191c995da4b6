package dev.zimage.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.benjaminwan.ocrlibrary.TextBlock;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import io.github.mymonstercat.Model;
import io.github.mymonstercat.ocr.InferenceEngine;
import io.github.mymonstercat.ocr.config.ParamConfig;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An OCR that knows nothing of this program reads the text of finished JPEGs back, letter by
/// letter. It may look at a picture from three distances, as its detector misses letters as tall as
/// half a page; white space is not compared.
class ReadBackTest {

    private static final List<ImageSize> SIZES =
            List.of(
                    new ImageSize(1024, 1024),
                    new ImageSize(1152, 864),
                    new ImageSize(864, 1152),
                    new ImageSize(1280, 720),
                    new ImageSize(720, 1280));

    /// The longest sides, the least work first; 0 is the picture's own.
    private static final int[] DISTANCES = {448, 704, 0};

    @TempDir private Path folder;

    private final SketchEngine engine = new SketchEngine();
    private final InferenceEngine ocr = InferenceEngine.getInstance(Model.ONNX_PPOCR_V4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a poster that reads OPENING SOON in bold type, warm tones | OPENING SOON",
                "a vintage travel poster of a lighthouse by the sea, \"Visit Maine\", \"The way"
                        + " life should be\" | Visit Maine/The way life should be",
                "minimalist poster titled \"Less Noise\" | Less Noise",
                "neon sign that says OPEN LATE | OPEN LATE",
                "handwritten chalkboard that says Fresh Coffee Every Day | Fresh Coffee Every Day",
                "script lettering poster, \"Summer Nights\", flowers | Summer Nights",
                "serif magazine cover titled \"Modern Living\", city | Modern Living",
                "monospaced poster with the words \"Build Better\" | Build Better",
                "mountain sunset, \"Into the Wild\" and \"National Park Week\" | Into the"
                        + " Wild/National Park Week",
                "一张海报，写着“盛大开业”，暖色调，粗体 | 盛大开业",
                "水墨山水，毛笔书法写着「春风得意」 | 春风得意",
                "霓虹灯招牌写着“深夜食堂”，副标题“营业至凌晨三点” | 深夜食堂/营业至凌晨三点",
                "极简风格海报，标题“春茶上市” | 春茶上市",
                "手写风格的咖啡店海报“今日特价” | 今日特价",
                "宋体海报《城市之光》，城市夜景 | 城市之光",
                "复古海报，标题“中秋快乐”，月亮 | 中秋快乐",
                "poster: \"音乐节 Music Festival\", colourful | 音乐节/Music Festival",
            })
    void the_text_of_a_picture_reads_as_the_prompt_has_it(String prompt, String texts)
            throws Exception {
        int first = prompt.length();
        for (int i = 0; i < 3; i++) {
            assertReads(prompt, SIZES.get((first + 2 * i) % SIZES.size()), first + 31L * i, texts);
        }
    }

    private void assertReads(String prompt, ImageSize size, long seed, String texts)
            throws Exception {
        SketchEngine.Composition page =
                engine.compose(new ImageRequest(prompt, size, seed), ProgressListener.NONE);
        Path file = folder.resolve("picture.jpg");
        Files.write(file, PictureEncoder.encode(page.page().image(), ImageFormat.JPEG));
        Rectangle2D where = typeArea(page);
        List<String> seen = new ArrayList<>();
        for (int distance : DISTANCES) {
            seen.add(read(file, distance, where));
            if (containsAll(seen.getLast(), texts)) {
                return;
            }
        }
        assertThat(seen).as("%s, %s, seed %d", texts, size, seed).isEmpty();
    }

    private static boolean containsAll(String seen, String texts) {
        for (String text : texts.split("/", -1)) {
            if (!seen.contains(plain(text))) {
                return false;
            }
        }
        return true;
    }

    private String read(Path file, int longestSide, Rectangle2D where) {
        ParamConfig config = ParamConfig.getDefaultConfig();
        config.setDoAngle(false);
        config.setMostAngle(false);
        config.setPadding(40);
        config.setMaxSideLen(longestSide);
        List<TextBlock> blocks = ocr.runOcr(file.toString(), config).getTextBlocks();
        return inReadingOrder(
                blocks.stream().filter(b -> where.contains(across(b), middle(b))).toList());
    }

    private static String inReadingOrder(List<TextBlock> found) {
        List<TextBlock> rest = new ArrayList<>(found);
        rest.sort(Comparator.comparingInt(ReadBackTest::middle));
        StringBuilder text = new StringBuilder();
        while (!rest.isEmpty()) {
            TextBlock first = rest.getFirst();
            int height = first.getBoxPoint().get(2).getY() - first.getBoxPoint().get(0).getY();
            List<TextBlock> line =
                    new ArrayList<>(
                            rest.stream()
                                    .filter(b ->
                                            middle(b) - middle(first) < Math.max(1, height / 2))
                                    .toList());
            rest.removeAll(line);
            line.sort(Comparator.comparingInt(b -> b.getBoxPoint().get(0).getX()));
            line.forEach(b -> text.append(plain(b.getText())));
        }
        return text.toString();
    }

    /// Where type was set: the OCR also reads letters into flowers and windows beside it.
    private static Rectangle2D typeArea(SketchEngine.Composition page) {
        Rectangle2D area = new Rectangle2D.Double();
        for (PrintedText printed : page.printed()) {
            Rectangle2D box = printed.outline().getBounds2D();
            area = area.isEmpty() ? box : area.createUnion(box);
        }
        return area;
    }

    private static int across(TextBlock block) {
        return (block.getBoxPoint().get(0).getX() + block.getBoxPoint().get(2).getX()) / 2;
    }

    private static int middle(TextBlock block) {
        return (block.getBoxPoint().get(0).getY() + block.getBoxPoint().get(2).getY()) / 2;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
