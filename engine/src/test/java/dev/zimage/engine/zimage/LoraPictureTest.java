package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.onnx.Cancellation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole pictures with LoRA files against those of the reference.
class LoraPictureTest {

    private static final Goldens MODEL = Goldens.of("a");
    private static final Goldens CHANGED = Goldens.withLoraLatents();
    private static final String PROMPT = "english";
    private static final double STRENGTH = 0.8;

    @TempDir Path prepared;

    @ParameterizedTest
    @ValueSource(strings = {"diffusers", "kohya", "comfyui"})
    void the_latents_and_the_picture_are_those_of_the_reference(String name) throws Exception {
        assertDrawnAsByTheReference(name);
    }

    @Test
    @Tag("kernels")
    void two_files_together_draw_what_the_reference_draws_with_both() throws Exception {
        assertDrawnAsByTheReference("diffusers+kohya");
    }

    private void assertDrawnAsByTheReference(String names) throws Exception {
        List<Lora> loras =
                Arrays.stream(names.split("\\+"))
                        .map(name -> new Lora(MODEL.lora(name), STRENGTH))
                        .toList();
        ZImageOptions options = TestPictures.options(MODEL, prepared).withLoras(loras);
        float[] latents;
        try (NativeExecutor work = new NativeExecutor();
                LoadedModel model =
                        ModelLoader.load(options, new LoadProgress(LoadListener.NONE))) {
            latents =
                    new GenerationPipeline(model, work, new Cancellation())
                            .latents(
                                    TestPictures.golden(MODEL, PROMPT),
                                    ProgressListener.NONE,
                                    null);
        }
        assertThat(Goldens.relativeError(latents, CHANGED.floats(names + ".latents")))
                .isLessThan(1e-4);
        assertThat(Goldens.relativeError(latents, MODEL.floats("pipeline." + PROMPT + ".latents")))
                .isGreaterThan(0.02);
        try (ZImageEngine engine = ZImageEngine.start(options, LoadListener.NONE)) {
            GeneratedImage picture =
                    engine.generate(TestPictures.golden(MODEL, PROMPT), ProgressListener.NONE);
            assertThat(TestPictures.within(picture, CHANGED.bytes(names + ".image"), 1))
                    .isGreaterThanOrEqualTo(0.999);
        }
    }
}
