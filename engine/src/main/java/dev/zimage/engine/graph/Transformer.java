package dev.zimage.engine.graph;

import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.lora.LoraSet;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Session.Matrices;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.precision.WeightFile;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The denoising transformer: which way latents have to go at a time, given a text. Safe for use by
/// several threads, as a [Session] is.
public final class Transformer implements AutoCloseable {

    private final TransformerConfig config;
    private final Session first;
    private final Session second;

    private Transformer(TransformerConfig config, Session first, Session second) {
        this.config = config;
        this.first = first;
        this.second = second;
    }

    /// Loads the transformer of a model; prepares its weights first when that has not been done.
    ///
    /// @throws IOException when the weights are not whole, or cannot be prepared
    public static Transformer open(
            ModelFolder model, Precision precision, PreparedFolder prepared, RuntimeOptions runtime)
            throws IOException {
        return open(model, List.of(), precision, prepared, runtime);
    }

    /// Loads the transformer of a model with changes.
    ///
    /// @param loras that are added to the weights when these are prepared
    /// @throws IOException when the weights or a LoRA file are not whole or do not fit, or cannot
    ///   be prepared
    public static Transformer open(
            ModelFolder model,
            List<Lora> loras,
            Precision precision,
            PreparedFolder prepared,
            RuntimeOptions runtime)
            throws IOException {
        try (Weights weights = model.openTransformerWeights();
                LoraSet changes = LoraSet.open(loras, model)) {
            WeightFile file = new WeightFile("transformer", precision, weights, changes.changes());
            Graph first = TransformerGraph.first(model.transformer(), precision, file);
            Graph second = TransformerGraph.second(model.transformer(), precision, file);
            return load(model.transformer(), first, second, prepared.prepare(file), runtime);
        }
    }

    /// Loads the second half on a thread of its own, beside the first.
    private static Transformer load(
            TransformerConfig config,
            Graph first,
            Graph second,
            Path folder,
            RuntimeOptions runtime) {
        CompletableFuture<Session> beside =
                CompletableFuture.supplyAsync(
                        () -> half("transformer-2", second, folder, runtime),
                        Thread.ofPlatform().name("z-image-load-half").daemon()::start);
        Session loaded = null;
        try {
            loaded = half("transformer-1", first, folder, runtime);
            return new Transformer(config, loaded, beside.join());
        } catch (RuntimeException | Error e) {
            beside.thenAccept(Session::close).exceptionally(alsoFailed -> null).join();
            if (loaded != null) {
                loaded.close();
            }
            if (e instanceof CompletionException wrapped) {
                throw asOfThisThread(wrapped);
            }
            throw e;
        }
    }

    private static Session half(String name, Graph graph, Path folder, RuntimeOptions runtime) {
        return Session.load(name, graph, folder, Matrices.PACKED, runtime);
    }

    private static RuntimeException asOfThisThread(Throwable wrapped) {
        switch (wrapped.getCause()) {
            case Error error -> throw error;
            case RuntimeException cause -> throw cause;
            case null, default -> throw new IllegalStateException(wrapped);
        }
    }

    /// The velocity of the flow.
    ///
    /// @param latents channels by height by width
    /// @param height of the latents, even
    /// @param width of the latents, even
    /// @param time 0 for noise to 1 for a picture: `1 - σ` of the scheduler
    /// @param text states of the text encoder, tokens by their width
    /// @return of the shape of the latents, in the model's sign: from noise to picture, so that the
    ///   pipeline's scheduler takes the negative
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public float[] velocity(
            float[] latents,
            int height,
            int width,
            float time,
            float[] text,
            Cancellation cancellation) {
        int channels = config.channels();
        if (latents.length != channels * height * width || text.length % config.textDim() != 0) {
            throw new IllegalArgumentException(
                    "%d latents for %d x %d x %d, %d values of text for %d a token"
                            .formatted(
                                    latents.length,
                                    channels,
                                    height,
                                    width,
                                    text.length,
                                    config.textDim()));
        }
        int words = text.length / config.textDim();
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put("latents", Input.of(latents, 1, channels, height, width));
        inputs.put("time", Input.of(new float[] {time}, 1));
        TokenPositions positions = new TokenPositions(config, words);
        positions.ofText().addTo(inputs, "text");
        positions
                .ofImage(height / TransformerConfig.PATCH, width / TransformerConfig.PATCH)
                .addTo(inputs, "image");

        Map<String, Input> ofSecond = new LinkedHashMap<>(inputs);
        inputs.put("text", Input.of(text, 1, words, config.textDim()));
        float[] tokens = first.run(inputs, cancellation);
        ofSecond.put("tokens", Input.of(tokens, 1, tokens.length / config.dim(), config.dim()));
        return second.run(ofSecond, cancellation);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
