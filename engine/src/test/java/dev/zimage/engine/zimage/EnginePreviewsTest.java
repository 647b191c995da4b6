package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.PreviewListener;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.SessionException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Previews, with which a picture goes on whatever becomes of them.
class EnginePreviewsTest {

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
    void a_picture_goes_on_without_previews_when_one_cannot_be_made() throws Exception {
        Previews broken =
                new Previews(
                        (latents, height, width, cancellation) -> {
                            throw new SessionException("could not allocate", new IOException());
                        },
                        ModelFolder.open(GOLDENS.model()).vae());
        FailedPreviews listener = new FailedPreviews();
        try (NativeExecutor work = new NativeExecutor();
                LoadedModel model =
                        ModelLoader.load(options(), new LoadProgress(LoadListener.NONE))) {
            LoadedModel without =
                    new LoadedModel(
                            model.folder(),
                            model.options(),
                            model.sampling(),
                            model.parameters(),
                            model.prompts(),
                            model.transformer(),
                            model.decoder(),
                            broken,
                            model.durations());
            float[] latents =
                    new GenerationPipeline(without, work, new Cancellation())
                            .latents(FOX, ProgressListener.NONE, listener);

            assertThat(latents)
                    .isEqualTo(
                            new GenerationPipeline(model, work, new Cancellation())
                                    .latents(FOX, ProgressListener.NONE, null));
        }
        assertThat(listener.reasons).singleElement().isInstanceOf(SessionException.class);
        assertThat(listener.shown).isZero();
    }

    @Test
    void a_picture_goes_on_without_previews_when_one_cannot_be_shown() throws Exception {
        FailedPreviews listener = new FailedPreviews();

        GeneratedImage image = engine.generate(FOX, ProgressListener.NONE, listener);

        assertThat(TestPictures.pixels(image))
                .isEqualTo(TestPictures.pixels(engine.generate(FOX, ProgressListener.NONE)));
        assertThat(listener.shown).isEqualTo(1);
        assertThat(listener.reasons).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    /// Has no memory for what it is shown.
    private static final class FailedPreviews implements PreviewListener {

        private final List<Throwable> reasons = new ArrayList<>();
        private int shown;

        @Override
        public void preview(int step, BufferedImage picture) {
            shown++;
            throw new OutOfMemoryError("told to");
        }

        @Override
        public void failed(Throwable reason) {
            reasons.add(reason);
        }
    }

    @Test
    void a_preview_is_shown_after_each_step() throws Exception {
        List<BufferedImage> previews = new ArrayList<>();
        engine.generate(FOX, ProgressListener.NONE, (step, preview) -> previews.add(preview));
        assertThat(previews).hasSize(3);
        assertThat(previews.getLast().getWidth()).isEqualTo(16);
        assertThat(previews.getLast().getHeight()).isEqualTo(12);
    }
}
