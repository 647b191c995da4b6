package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.precision.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of Z-Image (base) with classifier-free guidance, against what the reference drew.
class GuidedPictureTest {

    @TempDir static Path folder;

    @ParameterizedTest
    @Tag("kernels")
    @ValueSource(strings = {"a", "b"})
    void the_latents_and_the_pictures_are_those_of_the_reference(String name) throws Exception {
        Goldens goldens = Goldens.guided(name);
        try (GoldenModel model = new GoldenModel(options(goldens))) {
            for (String prompt : List.of("english", "chinese")) {
                model.assertDrawnAsByTheReference(
                        TestPictures.golden(goldens, prompt),
                        sampling(goldens, prompt),
                        goldens,
                        "guided." + prompt);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a, english", "a, chinese", "b, english", "b, chinese"})
    void the_engine_draws_the_pictures_of_the_reference(String name, String prompt)
            throws Exception {
        Goldens goldens = Goldens.guided(name);
        ZImageOptions options = options(goldens).withSampling(sampling(goldens, prompt));
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            List<Integer> steps = new ArrayList<>();
            assertThat(
                            TestPictures.within(
                                    engine.generate(
                                                    TestPictures.golden(goldens, prompt),
                                                    (done, all) -> steps.add(done))
                                            .pixels(),
                                    goldens.bytes("guided." + prompt + ".image"),
                                    1))
                    .isGreaterThanOrEqualTo(0.999);
            assertThat(steps).hasSize(steps(goldens) + 1);
        }
    }

    @Test
    void the_base_model_is_guided_where_nothing_is_asked_for() throws Exception {
        Goldens goldens = Goldens.guided("a");
        SamplingOptions usual = SamplingOptions.USUAL.withSteps(2);
        ImageRequest request = TestPictures.golden(goldens, "english");
        try (GoldenModel model = new GoldenModel(options(goldens).withSampling(usual))) {
            assertThat(model.latents(request))
                    .isEqualTo(model.latents(request, usual.withGuidance(4, "")))
                    .isNotEqualTo(model.latents(request, usual.withGuidance(1, "")));
        }
    }

    @Test
    void turbo_is_not_guided_where_nothing_is_asked_for() throws Exception {
        Goldens goldens = Goldens.of("a");
        SamplingOptions usual = SamplingOptions.USUAL.withSteps(2);
        ImageRequest request = TestPictures.golden(goldens, "english");
        ZImageOptions options = TestPictures.options(goldens, folder.resolve("turbo"));
        try (GoldenModel model = new GoldenModel(options.withSampling(usual))) {
            assertThat(model.latents(request))
                    .isEqualTo(model.latents(request, usual.withGuidance(0, "not used")))
                    .isNotEqualTo(model.latents(request, usual.withGuidance(4, "")));
        }
    }

    /// The negative prompt of the English one is a golden prompt; the Chinese one has none.
    private static SamplingOptions sampling(Goldens goldens, String prompt) {
        String negative =
                prompt.equals("english")
                        ? goldens.description().get("prompts").get("mixed").asString()
                        : "";
        return SamplingOptions.USUAL
                .withSteps(steps(goldens))
                .withGuidance(goldens.floats("guidance")[0], negative);
    }

    private static ZImageOptions options(Goldens goldens) throws IOException {
        Path base = base(goldens);
        return ZImageOptions.of(base)
                .withPrepared(base.resolve("prepared"))
                .withPrecision(Precision.FP32);
    }

    private static int steps(Goldens goldens) {
        return (int) goldens.floats("steps")[0];
    }

    /// The golden model with the scheduler of Z-Image (base).
    private static Path base(Goldens goldens) throws IOException {
        Path from = goldens.model();
        Path to = folder.resolve(from.getFileName());
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
