package dev.zimage.engine.graph;

import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.VaeDecoderConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Session.Matrices;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.precision.WeightFile;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;

/// Turns latents into a picture. Safe for use by several threads, as a [Session] is.
public final class VaeDecoder implements AutoCloseable {

    private final VaeDecoderConfig config;
    private final Session session;
    private final Tiling tiling;

    private VaeDecoder(VaeDecoderConfig config, Session session, Tiling tiling) {
        this.config = config;
        this.session = session;
        this.tiling = tiling;
    }

    /// Loads the decoder of a model, in 32-bit floats; prepares its weights first when that has not
    /// been done.
    ///
    /// @throws IOException when the weights are not whole, or cannot be prepared
    public static VaeDecoder open(
            ModelFolder model, PreparedFolder prepared, RuntimeOptions runtime) throws IOException {
        return open(model, prepared, runtime, Tiling.MEGAPIXEL);
    }

    static VaeDecoder open(
            ModelFolder model, PreparedFolder prepared, RuntimeOptions runtime, Tiling tiling)
            throws IOException {
        try (Weights weights = model.openVaeWeights()) {
            WeightFile file = new WeightFile("vae", Precision.FP32, weights);
            Graph graph = VaeDecoderGraph.write(model.vae(), file);
            Session session =
                    Session.load("vae", graph, prepared.prepare(file), Matrices.PACKED, runtime);
            return new VaeDecoder(model.vae(), session, tiling);
        }
    }

    /// Decodes latents as the sampler leaves them: the scaling is done here. Above a megapixel it
    /// is done in tiles that overlap and are blended, so that the memory needed stays that of one.
    ///
    /// @param latents channels by height by width
    /// @return red, green and blue by [VaeDecoderConfig#scale] times the height and the width,
    ///   about -1 to 1, not clamped
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public float[] decode(float[] latents, int height, int width, Cancellation cancellation) {
        int channels = config.latentChannels();
        if (latents.length != channels * height * width) {
            throw new IllegalArgumentException(
                    "%d latents for %d x %d x %d"
                            .formatted(latents.length, channels, height, width));
        }
        if (tiling.isNeededFor(height, width)) {
            return tiling.decode(
                    latents,
                    height,
                    width,
                    config.scale(),
                    (tile, high, wide) -> whole(tile, high, wide, cancellation));
        }
        return whole(latents, height, width, cancellation);
    }

    private float[] whole(float[] latents, int height, int width, Cancellation cancellation) {
        return session.run(VaeDecoderGraph.inputs(config, latents, height, width), cancellation);
    }

    @Override
    public void close() {
        session.close();
    }
}
