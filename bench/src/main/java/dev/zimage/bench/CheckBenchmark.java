package dev.zimage.bench;

import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.sketch.SketchEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The content check: a picture, from its file to the verdict, on one thread, and a prompt.
final class CheckBenchmark implements Benchmark {

    private static final Target PICTURE = new Target.Below(Quantity.millis(60));
    private static final ImageSize SQUARE = new ImageSize(1024, 1024);
    private static final int PROMPTS = 1_000;
    private static final List<String> TYPICAL =
            List.of(
                    "a lighthouse on a cliff at dusk, waves, dramatic light, oil painting",
                    "a poster that reads OPENING SOON in bold type, warm tones, for a bakery",
                    "一张写着“新年快乐”的海报，红色背景，金色的灯笼，烟花",
                    "portrait of an old fisherman, 85mm, soft window light, film grain");

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String description() {
        return "the content check of a megapixel picture on one thread, and of prompts";
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        ContentCheck.Terms terms =
                new ContentCheck.Terms(false, 0.6, Optional.empty(), Optional.empty());
        List<Figure> figures = new ArrayList<>();
        try (ContentCheck check =
                new ContentCheck(
                        terms,
                        () -> PictureClassifier.load(1),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            stage.say("check: pictures");
            figures.addAll(pictures(check, stage.plan().pictures()));
            stage.say("check: prompts");
            figures.add(Figure.of("prompt check, mean", Quantity.micros(prompts(check))));
        }
        return figures;
    }

    private static List<Figure> pictures(ContentCheck check, int pictures) throws Exception {
        BufferedImage picture = picture();
        for (int i = 0; i < pictures; i++) {
            check.ofPicture(picture);
        }
        Samples times = new Samples();
        for (int i = 0; i < pictures; i++) {
            long start = System.nanoTime();
            check.ofPicture(picture);
            times.add((System.nanoTime() - start) / 1e6);
        }
        String what = "picture check " + SQUARE;
        return List.of(
                Figure.of(what + ", median", Quantity.millis(times.median())).withBar(PICTURE),
                Figure.of(what + ", slowest", Quantity.millis(times.largest())));
    }

    private static BufferedImage picture() throws Exception {
        try (SketchEngine engine = new SketchEngine()) {
            ImageRequest request = new ImageRequest(TYPICAL.getFirst(), SQUARE, 7);
            return engine.generate(request, ProgressListener.NONE).pixels();
        }
    }

    private static double prompts(ContentCheck check) {
        int rounds = 20;
        double last = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < PROMPTS; i++) {
                check.ofPrompt(TYPICAL.get(i % TYPICAL.size()), true);
            }
            last = (System.nanoTime() - start) / 1e3 / PROMPTS;
        }
        return last;
    }
}
