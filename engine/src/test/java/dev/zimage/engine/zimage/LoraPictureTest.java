package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.lora.Lora;
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

    @TempDir static Path prepared;

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

    private static void assertDrawnAsByTheReference(String names) throws Exception {
        ZImageOptions options = options(names);
        try (GoldenModel model = new GoldenModel(options)) {
            float[] latents =
                    model.assertDrawnAsByTheReference(
                            TestPictures.golden(MODEL, PROMPT), options.sampling(), CHANGED, names);
            float[] unchanged = MODEL.floats("pipeline." + PROMPT + ".latents");
            assertThat(Goldens.relativeError(latents, unchanged)).isGreaterThan(0.02);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffusers", "kohya", "comfyui", "diffusers+kohya"})
    void the_engine_draws_the_picture_of_the_reference(String names) throws Exception {
        try (ZImageEngine engine = ZImageEngine.start(options(names), LoadListener.NONE)) {
            GeneratedImage picture =
                    engine.generate(TestPictures.golden(MODEL, PROMPT), ProgressListener.NONE);
            assertThat(TestPictures.within(picture.pixels(), CHANGED.bytes(names + ".image"), 1))
                    .isGreaterThanOrEqualTo(0.999);
        }
    }

    private static ZImageOptions options(String names) {
        List<Lora> loras =
                Arrays.stream(names.split("\\+"))
                        .map(name -> new Lora(MODEL.lora(name), STRENGTH))
                        .toList();
        return TestPictures.options(MODEL, prepared).withLoras(loras);
    }
}
