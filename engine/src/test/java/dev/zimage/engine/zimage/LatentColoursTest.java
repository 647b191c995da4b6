package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.sampling.TorchNoise;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LatentColoursTest {

    private static final int CHANNELS = 5;
    private static final int SCALE = 4;

    /// Red, green and blue of a channel; the last row is added.
    private static final double[][] COLOURS = {
        {0.1, 0, -0.2},
        {0, 0.15, 0.05},
        {-0.1, 0.1, 0.1},
        {0.02, 0.2, 0},
        {0, 0, 0.1},
        {0.1, -0.1, 0}
    };

    @Test
    void the_colours_of_a_decoder_are_found_by_asking_it() {
        LatentColours colours = LatentColours.of(LatentColoursTest::decode, CHANNELS, SCALE);
        float[] latents = TorchNoise.normal(7, CHANNELS * 6 * 10);

        BufferedImage preview = colours.picture(latents, 6, 10);
        BufferedImage picture = Pixels.image(decode(latents, 6, 10), 10 * SCALE, 6 * SCALE);

        assertThat(preview.getWidth()).isEqualTo(10);
        assertThat(preview.getHeight()).isEqualTo(6);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 10; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int shown = (preview.getRGB(x, y) >> shift) & 0xFF;
                    int drawn = (picture.getRGB(x * SCALE, y * SCALE) >> shift) & 0xFF;
                    assertThat(shown).isBetween(drawn - 2, drawn + 2);
                }
            }
        }
    }

    /// A decoder whose colours are just a mixture of the channels.
    private static float[] decode(float[] latents, int height, int width) {
        int plane = height * width * SCALE * SCALE;
        float[] pixels = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            int x = i % (width * SCALE) / SCALE;
            int y = i / (width * SCALE) / SCALE;
            for (int colour = 0; colour < 3; colour++) {
                double value = COLOURS[CHANNELS][colour];
                for (int c = 0; c < CHANNELS; c++) {
                    value += COLOURS[c][colour] * latents[(c * height + y) * width + x];
                }
                pixels[colour * plane + i] = (float) value;
            }
        }
        return pixels;
    }
}
