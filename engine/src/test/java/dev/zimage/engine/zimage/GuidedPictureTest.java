package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures of Z-Image (base) with classifier-free guidance, against what the reference drew.
class GuidedPictureTest {

    @TempDir Path folder;

    /// The negative prompt is a golden prompt, or none.
    @ParameterizedTest
    @Tag("kernels")
    @CsvSource({"a, english, mixed", "a, chinese, ", "b, english, mixed", "b, chinese, "})
    void the_latents_and_the_picture_are_those_of_the_reference(
            String name, String prompt, @Nullable String negative) throws Exception {
        Goldens goldens = Goldens.guided(name);
        ImageRequest request = TestPictures.golden(goldens, prompt);
        ZImageOptions options = options(goldens, negative);

        assertThat(
                        Goldens.relativeError(
                                latents(options, request),
                                goldens.floats("guided." + prompt + ".latents")))
                .isLessThan(1e-4);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            List<Integer> steps = new ArrayList<>();
            byte[] expected = goldens.bytes("guided." + prompt + ".image");
            assertThat(
                            TestPictures.within(
                                    engine.generate(request, (done, all) -> steps.add(done)),
                                    expected,
                                    1))
                    .isGreaterThanOrEqualTo(0.999);
            assertThat(steps).hasSize(steps(goldens) + 1);
        }
    }

    @Test
    void the_base_model_is_guided_where_nothing_is_asked_for_and_turbo_is_not() throws Exception {
        Goldens goldens = Goldens.guided("a");
        ZImageOptions usual =
                options(goldens, null).withSampling(SamplingOptions.USUAL.withSteps(2));
        ImageRequest request = TestPictures.golden(goldens, "english");

        float[] drawn = latents(usual, request);

        assertThat(drawn)
                .isEqualTo(
                        latents(usual.withSampling(usual.sampling().withGuidance(4, "")), request))
                .isNotEqualTo(
                        latents(usual.withSampling(usual.sampling().withGuidance(1, "")), request));
        ZImageOptions turbo = TestPictures.options(Goldens.of("a"), folder.resolve("prepared"));
        turbo = turbo.withSampling(SamplingOptions.USUAL.withSteps(2));
        assertThat(latents(turbo, request))
                .isEqualTo(
                        latents(
                                turbo.withSampling(turbo.sampling().withGuidance(0, "not used")),
                                request))
                .isNotEqualTo(
                        latents(turbo.withSampling(turbo.sampling().withGuidance(4, "")), request));
    }

    private static float[] latents(ZImageOptions options, ImageRequest request) throws Exception {
        try (NativeExecutor work = new NativeExecutor();
                LoadedModel model =
                        ModelLoader.load(options, new LoadProgress(LoadListener.NONE))) {
            return new GenerationPipeline(model, work, new Cancellation())
                    .latents(request, ProgressListener.NONE, null);
        }
    }

    private ZImageOptions options(Goldens goldens, @Nullable String negative) throws IOException {
        String prompt =
                negative == null
                        ? ""
                        : goldens.description().get("prompts").get(negative).asString();
        return ZImageOptions.of(base(goldens))
                .withPrepared(folder.resolve("prepared"))
                .withPrecision(Precision.FP32)
                .withSampling(
                        SamplingOptions.USUAL
                                .withSteps(steps(goldens))
                                .withGuidance(goldens.floats("guidance")[0], prompt));
    }

    private static int steps(Goldens goldens) {
        return (int) goldens.floats("steps")[0];
    }

    /// The golden model with the scheduler of Z-Image (base).
    private Path base(Goldens goldens) throws IOException {
        Path from = goldens.model();
        Path to = folder.resolve("base");
        if (Files.exists(to)) {
            return to;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        Path scheduler = to.resolve("scheduler/scheduler_config.json");
        String text = Files.readString(scheduler);
        assertThat(text).contains("\"shift\": 3.0");
        Files.writeString(scheduler, text.replace("\"shift\": 3.0", "\"shift\": 6.0"));
        return to;
    }
}
