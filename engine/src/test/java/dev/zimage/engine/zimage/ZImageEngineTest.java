package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.weights.ContentHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that the engine draws.
class ZImageEngineTest {

    private static final Goldens GOLDENS = Goldens.of("a");
    private static final ImageRequest FOX = TestPictures.of("fox", 128, 96, 42);

    @TempDir static Path prepared;
    @AutoClose private static ZImageEngine engine;

    @BeforeAll
    static void start() {
        engine = ZImageEngine.start(options(), LoadListener.NONE);
    }

    private static ZImageOptions options() {
        return TestPictures.options(GOLDENS, prepared).withSteps(3);
    }

    @Test
    void equal_requests_give_equal_pixels_and_another_seed_another_picture() throws Exception {
        GeneratedImage first = engine.generate(FOX, ProgressListener.NONE);
        assertThat(TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE)))
                .isEqualTo(TestPictures.pixels(first));
        assertThat(
                        TestPictures.pixels(
                                engine.generate(
                                        TestPictures.of("fox", 128, 96, 43),
                                        ProgressListener.NONE)))
                .isNotEqualTo(TestPictures.pixels(first));
    }

    @Test
    void the_recipe_names_the_weights_as_a_person_can_compute_their_digest() throws Exception {
        GenerationParameters parameters = engine.generate(FOX, ProgressListener.NONE).parameters();

        assertThat(parameters)
                .isEqualTo(
                        new GenerationParameters(
                                GenerationParameters.Origin.MODEL, sha256sums(), "fp32", 3, 0, ""));
    }

    /// `sha256sum *.safetensors | sha256sum` in the transformer's folder.
    private static String sha256sums() throws Exception {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(GOLDENS.model().resolve("transformer"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".safetensors"))
                            .sorted()
                            .toList()) {
                lines.append(hex(Files.readAllBytes(file)))
                        .append("  ")
                        .append(file.getFileName())
                        .append('\n');
            }
        }
        return hex(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(ContentHash.digest().digest(bytes));
    }

    @Test
    void sizes_and_prompts_can_alternate() throws Exception {
        int[] before = TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE));
        for (ImageSize size :
                List.of(
                        new ImageSize(64, 64),
                        new ImageSize(208, 80),
                        new ImageSize(64, 272),
                        new ImageSize(128, 96))) {
            for (String prompt : List.of("a", "山水".repeat(400))) {
                ImageRequest request =
                        TestPictures.of(prompt, size.width(), size.height(), ImageRequest.MAX_SEED);
                assertThat(engine.generate(request, ProgressListener.NONE).size()).isEqualTo(size);
            }
        }
        assertThat(TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE)))
                .isEqualTo(before);
    }

    @Test
    void each_step_is_told_on_the_calling_thread() throws Exception {
        List<String> steps = new ArrayList<>();
        Thread caller = Thread.currentThread();
        engine.generate(
                FOX,
                (done, total) -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    steps.add(done + "/" + total);
                });
        assertThat(steps).containsExactly("1/4", "2/4", "3/4", "4/4");
    }

    @Test
    void an_interrupt_stops_the_picture_and_the_next_one_is_drawn() throws Exception {
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        List<Integer> steps = new ArrayList<>();
        CountDownLatch drawing = new CountDownLatch(1);
        ImageRequest large = TestPictures.of("fox", 2048, 2048, 1);
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                engine.generate(
                                        large,
                                        (done, total) -> {
                                            steps.add(done);
                                            drawing.countDown();
                                        });
                            } catch (Throwable e) {
                                outcome.set(e);
                            }
                        });
        drawing.await();
        caller.interrupt();
        caller.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(steps).containsExactly(1);
        assertThat(TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE))).isNotEmpty();
    }

    @Test
    void several_calls_at_once_wait_for_each_other() throws Exception {
        int[] alone = TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE));
        try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
            List<Future<GeneratedImage>> pictures = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                pictures.add(callers.submit(() -> engine.generate(FOX, ProgressListener.NONE)));
            }
            for (Future<GeneratedImage> picture : pictures) {
                assertThat(TestPictures.pixels(picture.get())).isEqualTo(alone);
            }
        }
    }

    @Test
    void the_time_for_a_picture_grows_with_its_size() throws Exception {
        engine.generate(FOX, ProgressListener.NONE);
        assertThat(engine.expected("", new ImageSize(1024, 1024)).orElseThrow())
                .isGreaterThan(engine.expected("", FOX.size()).orElseThrow());
    }

    @Test
    void what_does_not_fit_is_refused_before_the_start_with_figures_and_advice() {
        try (ZImageEngine small =
                ZImageEngine.start(options().withMemory(700_000_000), LoadListener.NONE)) {
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() ->
                            small.generate(
                                    TestPictures.of("fox", 4096, 4096, 1), ProgressListener.NONE))
                    .withMessageContainingAll("4096x4096", "GB", "0.7 GB", "smaller picture")
                    .satisfies(e ->
                            assertThat(e.kind())
                                    .isEqualTo(GenerationException.Cause.OUT_OF_MEMORY));
        }
    }

    @Test
    void a_text_encoder_that_is_dropped_comes_back_for_the_next_prompt() throws Exception {
        int[] kept = TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE));
        try (ZImageEngine dropping =
                ZImageEngine.start(
                        options().withTextEncoder(TextEncoderUse.DROP), LoadListener.NONE)) {
            assertThat(TestPictures.pixels(dropping.generate(FOX, ProgressListener.NONE)))
                    .isEqualTo(kept);
            dropping.generate(TestPictures.of("another", 64, 64, 1), ProgressListener.NONE);
            assertThat(TestPictures.pixels(dropping.generate(FOX, ProgressListener.NONE)))
                    .isEqualTo(kept);
        }
    }
}
