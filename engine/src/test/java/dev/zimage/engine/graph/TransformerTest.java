package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerTest {

    private static final int CHANNELS = 16;

    @TempDir static Path folder;

    private int textWidth;
    @AutoClose private Transformer transformer;

    @BeforeEach
    void open() throws IOException {
        ModelFolder model = ModelFolder.open(Goldens.of("a").model());
        textWidth = model.transformer().textDim();
        transformer =
                Transformer.open(
                        model,
                        Precision.INT8,
                        new PreparedFolder(folder, PreparationListener.NONE),
                        RuntimeOptions.withThreads(2));
    }

    @Test
    @Tag("kernels")
    void sizes_and_lengths_of_prompts_can_alternate() {
        assertAlternate(100);
    }

    @Test
    void the_longest_prompt_can_alternate_with_short_ones() {
        assertAlternate(512);
    }

    private void assertAlternate(int words) {
        float[] first = velocity(16, 12, 40, new Cancellation());
        float[] other = velocity(2, 2, 1, new Cancellation());
        velocity(24, 8, words, new Cancellation());

        assertThat(other).hasSize(CHANNELS * 4);
        assertThat(velocity(16, 12, 40, new Cancellation())).isEqualTo(first);
        assertThat(velocity(2, 2, 1, new Cancellation())).isEqualTo(other);
    }

    @Test
    void a_cancelled_run_does_not_begin() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> velocity(4, 4, 4, cancellation))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void a_run_that_is_under_way_is_stopped_and_the_next_is_whole() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> run = new CompletableFuture<>();
        Thread runs =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                while (true) {
                                    velocity(64, 64, 512, cancellation);
                                }
                            } catch (CancellationException stopped) {
                                run.completeExceptionally(stopped);
                            }
                        });
        Thread.sleep(300);
        cancellation.cancel();
        runs.join();

        assertThatThrownBy(() -> run.get()).isInstanceOf(CancellationException.class);
        assertThat(velocity(4, 4, 4, new Cancellation())).hasSize(CHANNELS * 16);
    }

    @Test
    void a_picture_with_more_rows_than_the_axis_has_positions_is_refused() {
        assertThatThrownBy(() -> velocity(1026, 2, 1, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axes_lens");
    }

    @Test
    void latents_of_another_size_are_refused() {
        float[] text = new float[textWidth];

        assertThatThrownBy(
                        () -> transformer.velocity(new float[7], 2, 2, 0, text, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 latents");
    }

    private float[] velocity(int height, int width, int words, Cancellation cancellation) {
        float[] latents = new float[CHANNELS * height * width];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) Math.sin(i * 0.7);
        }
        float[] text = new float[words * textWidth];
        for (int i = 0; i < text.length; i++) {
            text[i] = (float) Math.cos(i * 0.3);
        }
        return transformer.velocity(latents, height, width, 0.5f, text, cancellation);
    }
}
