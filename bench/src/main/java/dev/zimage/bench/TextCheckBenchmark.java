package dev.zimage.bench;

import dev.zimage.bench.lettering.LetteredPicture;
import dev.zimage.bench.lettering.LetteredPictures;
import dev.zimage.bench.report.Figure;
import dev.zimage.bench.report.Quantity;
import dev.zimage.bench.report.Samples;
import dev.zimage.bench.report.Target;
import dev.zimage.ocr.ComparedText;
import dev.zimage.ocr.TextProof;
import dev.zimage.ocr.TextReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The text check: how many right and how many wrong texts it calls exact, and how long it takes on
/// one core. Half of the pictures have one mistake in their text.
final class TextCheckBenchmark implements Benchmark {

    private static final Target RIGHT = new Target.AtLeast(Quantity.percent(97));
    private static final Target WRONG = new Target.AtMost(Quantity.percent(2));
    private static final Target TIME = new Target.Below(Quantity.millis(400));
    private static final int QUICK = 38;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "text-check";
    }

    @Override
    public String description() {
        return "texts read back from pictures of several makers, right and misspelt, on one core";
    }

    /// Right and wrong pictures of one maker, and how many of each were called exact.
    private static final class Tally {
        private int right;
        private int rightExact;
        private int wrong;
        private int wrongExact;

        void add(LetteredPicture picture, boolean exact) {
            if (picture.isRight()) {
                right++;
                rightExact += exact ? 1 : 0;
            } else {
                wrong++;
                wrongExact += exact ? 1 : 0;
            }
        }

        void add(Tally other) {
            right += other.right;
            rightExact += other.rightExact;
            wrong += other.wrong;
            wrongExact += other.wrongExact;
        }
    }

    @Override
    public List<Figure> run(BenchContext stage) throws Exception {
        Map<String, Tally> tallies = new TreeMap<>();
        Samples times = new Samples();
        try (TextReader reader = TextReader.load(1);
                LetteredPictures pictures = new LetteredPictures()) {
            int count = stage.plan().pictures() < 10 ? QUICK : pictures.count();
            stage.say("text-check: " + count + " pictures");
            for (int number = 0; number < count; number++) {
                LetteredPicture picture = pictures.picture(number);
                boolean exact = isExact(stage, picture, reader, times);
                tallies.computeIfAbsent(picture.maker(), _ -> new Tally()).add(picture, exact);
            }
        }
        return figures(tallies, times);
    }

    private static boolean isExact(
            BenchContext stage, LetteredPicture picture, TextReader reader, Samples times)
            throws InterruptedException {
        long start = THREADS.getCurrentThreadCpuTime();
        ComparedText text =
                TextProof.of(picture.image(), List.of(picture.wanted()), reader).getFirst();
        double megapixels = picture.image().getWidth() * picture.image().getHeight() / 1e6;
        times.add((THREADS.getCurrentThreadCpuTime() - start) / 1e6 / megapixels);
        if (text.isExact() != picture.isRight()) {
            stage.say(
                    "text-check: %s has “%s”; “%s” was wanted, “%s” read"
                            .formatted(
                                    picture.maker(),
                                    picture.written(),
                                    picture.wanted(),
                                    text.read()));
        }
        return text.isExact();
    }

    private static List<Figure> figures(Map<String, Tally> tallies, Samples times) {
        List<Figure> figures = new ArrayList<>();
        Tally all = new Tally();
        for (Map.Entry<String, Tally> maker : tallies.entrySet()) {
            figures.addAll(figures(maker.getKey(), maker.getValue()));
            all.add(maker.getValue());
        }
        List<Figure> total = figures("all", all);
        figures.add(total.getFirst().withBar(RIGHT));
        figures.add(total.getLast().withBar(WRONG));
        figures.add(
                Figure.of("a megapixel, median", Quantity.millis(times.median())).withBar(TIME));
        figures.add(Figure.of("a megapixel, slowest", Quantity.millis(times.largest())));
        return figures;
    }

    private static List<Figure> figures(String maker, Tally tally) {
        return List.of(
                share(maker + ": right texts read as exact", tally.rightExact, tally.right),
                share(maker + ": wrong texts read as exact", tally.wrongExact, tally.wrong));
    }

    private static Figure share(String what, int part, int all) {
        return Figure.of(
                "%s (%d of %d)".formatted(what, part, all),
                Quantity.percent(all == 0 ? 0 : 100.0 * part / all));
    }
}
