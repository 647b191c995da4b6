package dev.zimage.bench.lettering;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.sketch.SketchEngine;
import java.util.List;
import java.util.SplittableRandom;

/// Draws pictures with known text, one after the other: by the sketch engine in all of its styles,
/// and as scenes. Every second one is misspelt.
public final class LetteredPictures implements AutoCloseable {

    private static final List<SceneKind> SCENES = List.of(SceneKind.values());
    private static final List<ImageSize> SIZES =
            List.of(
                    new ImageSize(1024, 1024),
                    new ImageSize(1152, 864),
                    new ImageSize(864, 1152),
                    new ImageSize(1280, 720),
                    new ImageSize(720, 1280));

    private static final List<String> ENGLISH =
            List.of(
                    "OPENING SOON",
                    "Fresh Bread Daily",
                    "Visit Lisbon",
                    "OPEN LATE",
                    "Happy Birthday, Ada",
                    "50% OFF EVERYTHING",
                    "The Quiet Hours",
                    "Summer Nights",
                    "HELLO, WORLD!",
                    "Farmers Market",
                    "Jazz & Blues",
                    "Grand Hotel",
                    "LAST TRAIN HOME",
                    "Coffee First",
                    "Into the Wild",
                    "Closed on Mondays");

    private static final List<String> CHINESE =
            List.of(
                    "盛大开业", "春风得意", "深夜食堂", "今日特价", "中秋快乐", "音乐节", "新年快乐", "茶馆", "城市之光", "花好月圆",
                    "山水之间", "书香门第", "欢迎光临", "小心台阶", "营业时间", "天天向上");

    /// The words that ask the sketch engine for each of its styles, in the languages that have it.
    private static final List<String> STYLES =
            List.of(
                    "in bold type",
                    "in a sans-serif typeface",
                    "in a serif typeface",
                    "in script lettering",
                    "handwritten",
                    "in brush calligraphy",
                    "in monospaced type",
                    "as a neon sign",
                    "in vintage style",
                    "minimalist",
                    "elegant",
                    "playful");

    private final SketchEngine engine = new SketchEngine();
    private final SceneMaker scenes = new SceneMaker();

    /// How many different pictures there are, before they repeat with other seeds.
    public int count() {
        return 2 * (STYLES.size() + SCENES.size()) * 10;
    }

    /// @param number from 0; an odd one is misspelt
    public LetteredPicture picture(int number) throws GenerationException, InterruptedException {
        int pair = number / 2;
        int kinds = STYLES.size() + SCENES.size();
        int kind = pair % kinds;
        SplittableRandom random = new SplittableRandom(pair);
        List<String> texts = isChinese(kind, pair / kinds) ? CHINESE : ENGLISH;
        String wanted = texts.get((pair / kinds * 5 + kind) % texts.size());
        String written = number % 2 == 0 ? wanted : Misspelling.of(wanted, random);
        ImageSize size = SIZES.get(pair % SIZES.size());
        return kind < STYLES.size()
                ? sketched(STYLES.get(kind), wanted, written, size, pair)
                : scene(SCENES.get(kind - STYLES.size()), wanted, written, size, pair);
    }

    private static boolean isChinese(int kind, int round) {
        boolean isColumn =
                kind >= STYLES.size() && SCENES.get(kind - STYLES.size()) == SceneKind.COLUMN;
        return isColumn || round % 2 == 1;
    }

    private LetteredPicture sketched(
            String style, String wanted, String written, ImageSize size, long seed)
            throws GenerationException, InterruptedException {
        String prompt = "a poster that reads “" + written + "”, " + style;
        ImageRequest request = new ImageRequest(prompt, size, seed, ImageRequest.Details.NONE);
        return new LetteredPicture(
                "sketch",
                wanted,
                written,
                engine.generate(request, ProgressListener.NONE).pixels());
    }

    private LetteredPicture scene(
            SceneKind kind, String wanted, String written, ImageSize size, long seed) {
        return new LetteredPicture(
                "scene, " + kind.label(), wanted, written, scenes.make(written, kind, size, seed));
    }

    @Override
    public void close() {
        engine.close();
    }
}
