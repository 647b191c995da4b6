package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.sketch.SketchEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The sketch engine: the time of one picture, and the throughput of two threads.
final class SketchBenchmark implements Benchmark {

    private static final double MILLIS_A_MEGAPIXEL = 200;
    private static final int THREADS = 2;
    private static final ImageSize SQUARE = new ImageSize(1024, 1024);
    private static final List<ImageSize> SIZES =
            List.of(
                    SQUARE,
                    new ImageSize(1152, 864),
                    new ImageSize(864, 1152),
                    new ImageSize(1280, 720),
                    new ImageSize(720, 1280));
    private static final List<String> PROMPTS =
            List.of(
                    "a poster that reads OPENING SOON in bold type, warm tones",
                    "一张写着“新年快乐”的海报，红色背景，金色的灯笼",
                    "a lighthouse on a cliff at dusk",
                    "山间的日出，薄雾，淡雅的水墨",
                    "a neon sign that says \"OPEN LATE\", rainy city at night",
                    "一杯咖啡，木桌，晨光",
                    "a minimal concert flyer \"THE QUIET HOURS\", 12 June, black and white",
                    "森林里的小路，秋天的落叶，写着“归途”",
                    "a vintage travel poster reading VISIT LISBON, sun and sea",
                    "月光下的海，极简，深蓝色",
                    "a birthday card with handwritten text \"Happy Birthday, Ada\", flowers",
                    "复古风格的电影海报，标题“最后一班地铁”，城市夜景",
                    "a field of flowers under a big moon",
                    "冬天的雪山，书法写着“静”",
                    "a monospace terminal poster that reads HELLO, WORLD, green on black",
                    "a serif book cover titled \"The Mountain and the Sea\", muted tones",
                    "咖啡店菜单，写着“拿铁 28元”，暖色",
                    "sunset over the sea with sailing boats, warm orange and purple",
                    "a bold sale banner: \"50% OFF EVERYTHING, THIS WEEKEND ONLY\"",
                    "霓虹灯招牌写着“深夜食堂”，下雨的街道");

    @Override
    public String name() {
        return "sketch";
    }

    @Override
    public String description() {
        return "pictures of the sketch engine by size and format, and with two threads";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        try (ImageEngine engine = new SketchEngine()) {
            int pictures = stage.plan().pictures();
            stage.say("sketch: warm-up");
            for (ImageFormat format : ImageFormat.values()) {
                times(engine, SQUARE, format, pictures);
            }
            List<Figure> figures = new ArrayList<>();
            for (ImageFormat format : ImageFormat.values()) {
                for (ImageSize size : SIZES) {
                    stage.say("sketch: " + size + " " + format.label());
                    figures.addAll(figures(engine, size, format, pictures));
                }
            }
            stage.say("sketch: " + THREADS + " threads");
            figures.add(
                    Figure.of(
                            "sketch " + SQUARE + " jpeg, " + THREADS + " threads",
                            Quantity.perSecond(perSecond(engine, pictures))));
            return figures;
        }
    }

    private static List<Figure> figures(
            ImageEngine engine, ImageSize size, ImageFormat format, int pictures)
            throws GenerationException, InterruptedException, IOException {
        Samples times = times(engine, size, format, pictures);
        String what = "sketch " + size + " " + format.label();
        Target bar = new Target.Below(Quantity.millis(MILLIS_A_MEGAPIXEL * size.pixels() / 1e6));
        return List.of(
                Figure.of(what + ", median", Quantity.millis(times.median())).withBar(bar),
                Figure.of(what + ", slowest", Quantity.millis(times.largest())));
    }

    private static Samples times(
            ImageEngine engine, ImageSize size, ImageFormat format, int pictures)
            throws GenerationException, InterruptedException, IOException {
        Samples times = new Samples();
        for (int i = 0; i < pictures; i++) {
            long start = System.nanoTime();
            draw(engine, size, format, i);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }

    private static int draw(ImageEngine engine, ImageSize size, ImageFormat format, int number)
            throws GenerationException, InterruptedException, IOException {
        String prompt = PROMPTS.get(number % PROMPTS.size());
        ImageRequest request = new ImageRequest(prompt, size, number);
        BufferedImage drawn = engine.generate(request, ProgressListener.NONE).pixels();
        return PictureEncoder.encode(drawn, format).length;
    }

    private static double perSecond(ImageEngine engine, int pictures) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().name("sketch-", 1).factory())) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS * pictures; i++) {
                int number = i;
                all.add(() -> draw(engine, SQUARE, ImageFormat.JPEG, number));
            }
            for (Future<Integer> one : executor.invokeAll(all)) {
                one.get();
            }
        }
        return THREADS * pictures * 1e9 / (System.nanoTime() - start);
    }
}
