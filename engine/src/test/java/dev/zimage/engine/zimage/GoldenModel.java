package dev.zimage.engine.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.onnx.Cancellation;
import java.io.IOException;

/// A golden model, loaded once for all that a test draws with it: loading takes as long as drawing.
final class GoldenModel implements AutoCloseable {

    private final LoadedModel model;
    private final NativeExecutor work = new NativeExecutor();

    GoldenModel(ZImageOptions options) throws IOException {
        this.model = ModelLoader.load(options, new LoadProgress(LoadListener.NONE));
    }

    /// The latents that are drawn with the options that the model was loaded with.
    float[] latents(ImageRequest request) throws Exception {
        return latents(pipeline(model), request);
    }

    /// The latents that are drawn with other steps or guidance.
    float[] latents(ImageRequest request, SamplingOptions sampling) throws Exception {
        return latents(pipeline(sampled(sampling)), request);
    }

    /// Draws a picture, and compares its latents and its pixels with those of the reference.
    ///
    /// @param golden the prefix of their names
    /// @return the latents
    float[] assertDrawnAsByTheReference(
            ImageRequest request, SamplingOptions sampling, Goldens goldens, String golden)
            throws Exception {
        GenerationPipeline pipeline = pipeline(sampled(sampling));

        float[] latents = latents(pipeline, request);
        assertThat(Goldens.relativeError(latents, goldens.floats(golden + ".latents")))
                .as("latents of " + golden)
                .isLessThan(1e-4);
        assertThat(
                        TestPictures.within(
                                pipeline.picture(request.size(), latents),
                                goldens.bytes(golden + ".image"),
                                1))
                .as("picture of " + golden)
                .isGreaterThanOrEqualTo(0.999);
        return latents;
    }

    private static float[] latents(GenerationPipeline pipeline, ImageRequest request)
            throws Exception {
        return pipeline.latents(request, ProgressListener.NONE, null);
    }

    private GenerationPipeline pipeline(LoadedModel sampled) {
        return new GenerationPipeline(sampled, work, new Cancellation());
    }

    private LoadedModel sampled(SamplingOptions options) {
        Sampling sampling = options.of(model.folder().kind());
        return model.with(
                sampling,
                sampling.parameters(model.parameters().weights(), model.options().precision()),
                model.transformer());
    }

    @Override
    public void close() {
        work.close();
        model.close();
    }
}
