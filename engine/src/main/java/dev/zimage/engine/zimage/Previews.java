package dev.zimage.engine.zimage;

import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.onnx.Cancellation;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/// Makes small pictures from latents; it computes what it needs for that with the first one.
final class Previews {

    private final Decoder decoder;
    private final VaeDecoderConfig config;
    private @Nullable LatentColours colours;

    /// Makes pixels from latents, as the model's decoder does.
    @FunctionalInterface
    interface Decoder {
        float[] decode(float[] latents, int height, int width, Cancellation cancellation);
    }

    Previews(Decoder decoder, VaeDecoderConfig config) {
        this.decoder = decoder;
        this.config = config;
    }

    /// @throws java.util.concurrent.CancellationException when it was cancelled
    synchronized BufferedImage picture(
            float[] latents, int height, int width, Cancellation cancellation) {
        LatentColours found = colours;
        if (found == null) {
            found =
                    LatentColours.of(
                            (probe, rows, columns) ->
                                    decoder.decode(probe, rows, columns, cancellation),
                            config.latentChannels(),
                            config.scale());
            colours = found;
        }
        return found.picture(latents, height, width);
    }
}
