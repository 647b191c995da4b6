package dev.zimage.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilingTest {

    private static final int SCALE = 8;

    private final Tiling tiling = new Tiling(16, 4);

    @TempDir Path folder;

    @Test
    void tiles_cover_every_size_and_overlap_enough() {
        for (int size = 1; size < 100; size++) {
            int[] starts = tiling.starts(size);
            assertThat(starts[0]).isZero();
            assertThat(starts[starts.length - 1]).isEqualTo(Math.max(0, size - 16));
            for (int i = 1; i < starts.length; i++) {
                assertThat(starts[i - 1] + 16 - starts[i]).isBetween(4, 15);
            }
        }
    }

    @Test
    void tiles_of_a_local_decoder_make_the_whole_picture() {
        int height = 21;
        int width = 50;
        float[] latents = new float[3 * height * width];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) Math.sin(i);
        }
        List<String> sizes = new ArrayList<>();

        float[] picture =
                tiling.decode(
                        latents,
                        height,
                        width,
                        2,
                        (tile, h, w) -> {
                            sizes.add(h + "x" + w);
                            return doubled(tile, h, w);
                        });

        float[] whole = doubled(latents, height, width);
        assertThat(sizes).hasSize(2 * 4).containsOnly("16x16");
        assertThat(picture).hasSameSizeAs(whole);
        for (int i = 0; i < whole.length; i++) {
            assertThat(picture[i]).isCloseTo(whole[i], within(1e-5f));
        }
    }

    @Test
    void a_tone_that_differs_between_tiles_changes_without_an_edge() {
        int width = 40;
        int[] count = {0};

        float[] picture =
                tiling.decode(
                        new float[16 * width],
                        16,
                        width,
                        1,
                        (_, h, w) -> {
                            float[] tone = new float[3 * h * w];
                            Arrays.fill(tone, count[0]++);
                            return tone;
                        });

        for (int x = 1; x < width; x++) {
            assertThat(Math.abs(picture[x] - picture[x - 1])).isLessThan(0.34f);
        }
        assertThat(picture[0]).isZero();
        assertThat(picture[width - 1]).isEqualTo(2);
    }

    @Test
    void a_picture_in_tiles_is_near_the_picture_in_one_piece() throws IOException {
        Goldens goldens = Goldens.of("b");
        ModelFolder model = ModelFolder.open(goldens.model());
        PreparedFolder prepared = new PreparedFolder(folder, PreparationListener.NONE);
        RuntimeOptions runtime = RuntimeOptions.withThreads(2);
        float[] latents = new float[16 * 48 * 40];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) Math.sin(i * 0.01 * (1 + i / 1920));
        }

        try (VaeDecoder whole = VaeDecoder.open(model, prepared, runtime);
                VaeDecoder tiled = VaeDecoder.open(model, prepared, runtime, new Tiling(32, 8))) {
            float[] one = whole.decode(latents, 48, 40, new Cancellation());
            float[] many = tiled.decode(latents, 48, 40, new Cancellation());

            assertThat(one).hasSize(3 * 48 * SCALE * 40 * SCALE);
            assertThat(Goldens.relativeError(many, one)).isBetween(1e-6, 0.1);
        }
    }

    private static float[] doubled(float[] values, int height, int width) {
        float[] result = new float[values.length * 4];
        for (int i = 0; i < result.length; i++) {
            int x = i % (2 * width);
            int y = i / (2 * width) % (2 * height);
            int c = i / (4 * width * height);
            result[i] = values[(c * height + y / 2) * width + x / 2];
        }
        return result;
    }
}
