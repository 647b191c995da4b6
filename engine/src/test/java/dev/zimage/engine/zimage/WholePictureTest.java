package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.onnx.Cancellation;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the prompt to the pixels, against what the reference drew.
@Tag("kernels")
class WholePictureTest {

    private static final String[] PROMPTS = {"english", "chinese"};

    @TempDir Path prepared;

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void the_latents_are_those_of_the_reference(String name) throws Exception {
        Goldens goldens = Goldens.of(name);
        ZImageOptions options = TestPictures.options(goldens, prepared);
        try (NativeExecutor work = new NativeExecutor();
                LoadedModel model =
                        ModelLoader.load(options, new LoadProgress(LoadListener.NONE))) {
            for (String prompt : PROMPTS) {
                float[] latents =
                        new GenerationPipeline(model, work, new Cancellation())
                                .latents(
                                        TestPictures.golden(goldens, prompt),
                                        ProgressListener.NONE,
                                        null);
                assertThat(
                                Goldens.relativeError(
                                        latents, goldens.floats("pipeline." + prompt + ".latents")))
                        .as(prompt)
                        .isLessThan(1e-4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void the_picture_is_that_of_the_reference(String name) throws Exception {
        Goldens goldens = Goldens.of(name);
        try (ZImageEngine engine =
                ZImageEngine.start(TestPictures.options(goldens, prepared), LoadListener.NONE)) {
            for (String prompt : PROMPTS) {
                byte[] expected = goldens.bytes("pipeline." + prompt + ".image");
                assertThat(
                                TestPictures.within(
                                        engine.generate(
                                                TestPictures.golden(goldens, prompt),
                                                ProgressListener.NONE),
                                        expected,
                                        1))
                        .as(prompt)
                        .isGreaterThanOrEqualTo(0.999);
            }
        }
    }
}
