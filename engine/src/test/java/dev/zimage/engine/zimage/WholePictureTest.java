package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the prompt to the pixels, against what the reference drew.
class WholePictureTest {

    private static final String[] PROMPTS = {"english", "chinese"};

    @TempDir static Path prepared;

    @ParameterizedTest
    @Tag("kernels")
    @ValueSource(strings = {"a", "b"})
    void the_latents_and_the_pictures_are_those_of_the_reference(String name) throws Exception {
        Goldens goldens = Goldens.of(name);
        ZImageOptions options = TestPictures.options(goldens, prepared.resolve(name));
        try (GoldenModel model = new GoldenModel(options)) {
            for (String prompt : PROMPTS) {
                model.assertDrawnAsByTheReference(
                        TestPictures.golden(goldens, prompt),
                        options.sampling(),
                        goldens,
                        "pipeline." + prompt);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void the_engine_draws_the_pictures_of_the_reference(String name) throws Exception {
        Goldens goldens = Goldens.of(name);
        try (ZImageEngine engine =
                ZImageEngine.start(
                        TestPictures.options(goldens, prepared.resolve(name)), LoadListener.NONE)) {
            for (String prompt : PROMPTS) {
                byte[] expected = goldens.bytes("pipeline." + prompt + ".image");
                assertThat(
                                TestPictures.within(
                                        engine.generate(
                                                        TestPictures.golden(goldens, prompt),
                                                        ProgressListener.NONE)
                                                .pixels(),
                                        expected,
                                        1))
                        .as(prompt)
                        .isGreaterThanOrEqualTo(0.999);
            }
        }
    }
}
