package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.model.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several models from one folder of weights.
class ModelStylesTest {

    private static final Goldens GOLDENS = Goldens.of("a");

    @TempDir static Path prepared;
    @TempDir Path folder;

    private ZImageOptions plain() {
        return TestPictures.options(GOLDENS, prepared).withSteps(2);
    }

    private static List<Lora> ink() {
        return List.of(new Lora(Goldens.withLora().lora("diffusers"), 0.8));
    }

    private static List<Lora> oil() {
        return List.of(new Lora(Goldens.withLora().lora("kohya"), 3));
    }

    private ZImageOptions styled(ZImageOptions plain) {
        return plain.withStyles(
                Map.of(
                        "ink", new ModelStyle(ink(), plain.sampling()),
                        "oil", new ModelStyle(oil(), plain.sampling()),
                        "long", new ModelStyle(List.of(), plain.sampling().withSteps(4))));
    }

    private static ImageRequest request(String model) {
        return new ImageRequest(
                "a cat", new ImageSize(64, 64), 7, new ImageRequest.Details(model, "", List.of()));
    }

    private static int[] drawn(ZImageEngine engine, String model) throws Exception {
        return TestPictures.pixels(engine.generate(request(model), ProgressListener.NONE));
    }

    private static int[] alone(ZImageOptions options) throws Exception {
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            return drawn(engine, "");
        }
    }

    /// Room for one transformer, or for all.
    private ZImageOptions withRoom(boolean forAll) throws Exception {
        ZImageOptions options = plain();
        long one =
                new MemoryEstimator(ModelFolder.open(options.weights()), options)
                        .of(options.usualSize());
        return forAll ? options : options.withMemory(one);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void each_model_is_drawn_as_if_it_were_the_only_one(boolean roomForAll) throws Exception {
        ZImageOptions options = withRoom(roomForAll);
        int[] plain = alone(options);
        int[] ink = alone(options.withLoras(ink()));
        int[] oil = alone(options.withLoras(oil()));
        int[] longer = alone(options.withSteps(4));
        assertThat(ink).isNotEqualTo(plain).isNotEqualTo(oil);

        try (ZImageEngine engine = ZImageEngine.start(styled(options), LoadListener.NONE)) {
            for (int round = 0; round < 2; round++) {
                assertThat(drawn(engine, "ink")).isEqualTo(ink);
                assertThat(drawn(engine, "z-image")).isEqualTo(plain);
                assertThat(drawn(engine, "oil")).isEqualTo(oil);
                assertThat(drawn(engine, "long")).isEqualTo(longer);
            }
        }
    }

    @Test
    void a_model_is_expected_to_take_as_long_as_its_own_steps_and_guidance() throws Exception {
        SamplingOptions usual = plain().sampling();
        ZImageOptions options =
                plain().withStyles(
                                Map.of(
                                        "long",
                                        new ModelStyle(List.of(), usual.withSteps(40)),
                                        "guided",
                                        new ModelStyle(
                                                List.of(),
                                                usual.withSteps(40).withGuidance(4, ""))));
        ImageSize size = new ImageSize(1024, 1024);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            drawn(engine, "");

            Duration plain = engine.expected("z-image", size).orElseThrow();
            Duration longer = engine.expected("long", size).orElseThrow();
            Duration guided = engine.expected("guided", size).orElseThrow();

            assertThat(engine.expected("", size)).contains(plain);
            long decoding = plain.multipliedBy(20).minus(longer).toNanos() / 19;
            assertThat(guided.toNanos() - decoding)
                    .isCloseTo(2 * (longer.toNanos() - decoding), withinPercentage(0.1));
        }
        PictureEstimate estimate = PictureEstimate.of(options, size);
        assertThat(estimate.model()).isEqualTo("guided");
        assertThat(estimate.time()).isGreaterThan(PictureEstimate.of(plain(), size).time());
    }

    @Test
    void pictures_that_are_drawn_at_once_do_not_take_a_transformer_from_another() throws Exception {
        ZImageOptions options = withRoom(false);
        List<int[]> expected =
                List.of(
                        alone(options),
                        alone(options.withLoras(ink())),
                        alone(options.withLoras(oil())));
        List<String> models = List.of("z-image", "ink", "oil");

        try (ZImageEngine engine =
                        ZImageEngine.start(
                                styled(options).withAtOnce(3).withMemory(options.memory()),
                                LoadListener.NONE);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<int[]>> all =
                    IntStream.range(0, 9)
                            .mapToObj(i -> threads.submit(() -> drawn(engine, models.get(i % 3))))
                            .toList();
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(expected.get(i % 3));
            }
        }
    }

    @Test
    void the_recipe_tells_the_styles_apart_and_a_picture_waits_while_one_is_loaded()
            throws Exception {
        AtomicInteger waits = new AtomicInteger();
        ProgressListener listener =
                new ProgressListener() {
                    @Override
                    public void step(int done, int total) {}

                    @Override
                    public void waiting(boolean is) {
                        waits.incrementAndGet();
                    }
                };
        try (ZImageEngine engine = ZImageEngine.start(styled(plain()), LoadListener.NONE)) {
            var plain = engine.generate(request("z-image"), listener).parameters();
            assertThat(waits).hasValue(0);
            var ink = engine.generate(request("ink"), listener).parameters();
            assertThat(waits).hasValue(2);
            var longer = engine.generate(request("long"), listener).parameters();

            assertThat(ink.weights()).isNotEqualTo(plain.weights());
            assertThat(longer.weights()).isEqualTo(plain.weights());
            assertThat(longer.steps()).isEqualTo(4);
            assertThat(waits).hasValue(2);
        }
    }

    @Test
    void a_file_that_is_gone_fails_its_model_alone() throws Exception {
        Path file = Files.copy(Goldens.withLora().lora("kohya"), folder.resolve("a.safetensors"));
        ZImageOptions options =
                plain().withStyles(
                                Map.of(
                                        "gone",
                                        new ModelStyle(
                                                List.of(new Lora(file, 1)), plain().sampling())));
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            Files.delete(file);

            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> drawn(engine, "gone"))
                    .withMessageContaining("there is no such LoRA file");
            assertThat(drawn(engine, "z-image")).isNotEmpty();
        }
    }

    /// The latents of the goldens were drawn with guidance; here a model of the settings has it.
    @ParameterizedTest
    @CsvSource({"english, mixed", "english, "})
    void a_model_has_guidance_and_a_negative_prompt_of_its_own(String prompt, String negative)
            throws Exception {
        ZImageOptions options = plain();
        String text =
                negative == null
                        ? ""
                        : GOLDENS.description().get("prompts").get(negative).asString();
        SamplingOptions guided = options.sampling().withGuidance(4, text);
        ImageRequest golden = TestPictures.golden(GOLDENS, prompt);
        ImageRequest ordered =
                new ImageRequest(
                        golden.prompt(),
                        golden.size(),
                        golden.seed(),
                        new ImageRequest.Details("guided", "", List.of()));
        try (ZImageEngine alone =
                        ZImageEngine.start(options.withSampling(guided), LoadListener.NONE);
                ZImageEngine engine =
                        ZImageEngine.start(
                                options.withStyles(
                                        Map.of("guided", new ModelStyle(List.of(), guided))),
                                LoadListener.NONE)) {
            int[] expected = TestPictures.pixels(alone.generate(golden, ProgressListener.NONE));
            assertThat(TestPictures.pixels(engine.generate(ordered, ProgressListener.NONE)))
                    .isEqualTo(expected);
            assertThat(TestPictures.pixels(engine.generate(golden, ProgressListener.NONE)))
                    .isNotEqualTo(expected);
        }
    }
}
