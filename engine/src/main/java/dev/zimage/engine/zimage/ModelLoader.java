package dev.zimage.engine.zimage;

import dev.zimage.engine.graph.TextEncoder;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.text.PromptTokenizer;
import dev.zimage.engine.weights.ContentHash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Loads the parts of a model. The transformer is loaded on a thread of its own, beside all the
/// others, because the runtime loads a graph on one thread.
final class ModelLoader {

    private final ModelFolder folder;
    private final ZImageOptions options;
    private final LoadProgress progress;
    private final MemoryEstimator memory;
    private final PreparedFolder prepared;
    private final RuntimeOptions runtime;

    private ModelLoader(ModelFolder folder, ZImageOptions options, LoadProgress progress) {
        this.folder = folder;
        this.options = options;
        this.progress = progress;
        this.memory = new MemoryEstimator(folder, options);
        this.prepared = new PreparedFolder(options.prepared(), progress);
        this.runtime = RuntimeOptions.withThreads(options.threads());
    }

    /// @throws IOException when the folder is not a whole model, or it does not fit into memory
    /// @throws java.util.concurrent.CancellationException when the loading was stopped
    static LoadedModel load(ZImageOptions options, LoadProgress progress) throws IOException {
        ModelFolder folder = ModelFolder.open(options.weights());
        progress.measuring();
        return new ModelLoader(folder, options.measured(), progress).load();
    }

    /// Loads another transformer of a model that is loaded.
    static ModelLoader ofTransformer(
            ModelFolder folder, ZImageOptions options, LoadProgress progress) {
        return new ModelLoader(folder, options, progress);
    }

    private LoadedModel load() throws IOException {
        memory.checkWeights();
        try (ExecutorService beside =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("z-image-load-transformer").daemon().factory())) {
            Future<Transformer> transformer = beside.submit(this::transformer);
            try {
                return withOthers(transformer);
            } catch (CancellationException stopped) {
                await(transformer).close(); // if its failure was the cause, it is thrown here
                throw stopped;
            } catch (Throwable e) {
                progress.stop(); // the reason is not kept back until the rest is prepared
                closeOnceLoaded(transformer);
                throw e;
            }
        }
    }

    private LoadedModel withOthers(Future<Transformer> transformer) throws IOException {
        progress.begin(ModelComponent.TOKENIZER);
        PromptTokenizer tokenizer = PromptTokenizer.open(folder.tokenizer());
        progress.loaded(ModelComponent.TOKENIZER);
        progress.begin(ModelComponent.DECODER);
        Sampling sampling = options.sampling().of(folder.kind());
        VaeDecoder decoder = VaeDecoder.open(folder, prepared, runtime);
        try {
            progress.loaded(ModelComponent.DECODER);
            progress.begin(ModelComponent.TEXT_ENCODER);
            PromptEmbeddings prompts =
                    new PromptEmbeddings(tokenizer, this::textEncoder, memory.keepsTextEncoder());
            try {
                progress.loaded(ModelComponent.TEXT_ENCODER);
                // Its weights are known only once it is there.
                Transformer loaded = await(transformer);
                return new LoadedModel(
                        folder,
                        options,
                        sampling,
                        sampling.parameters(weights(), options.precision()),
                        prompts,
                        loaded,
                        decoder,
                        new Previews(decoder::decode, folder.vae()),
                        DurationEstimator.of(folder, options));
            } catch (Throwable e) {
                prompts.close();
                throw e;
            }
        } catch (Throwable e) {
            decoder.close();
            throw e;
        }
    }

    /// The digest of the transformer's files; with those of changes also of their strengths.
    String weights() {
        String files = prepared.sourcesOf("transformer");
        if (options.loras().isEmpty()) {
            return files;
        }
        String strengths =
                options.loras().stream()
                        .map(lora -> Double.toString(lora.strength()))
                        .collect(Collectors.joining(" "));
        return ContentHash.hex((files + " " + strengths).getBytes(StandardCharsets.UTF_8));
    }

    private TextEncoder textEncoder() throws IOException {
        return TextEncoder.open(folder, options.precision(), prepared, runtime);
    }

    /// The transformer alone.
    Transformer transformer() throws IOException {
        try {
            progress.begin(ModelComponent.TRANSFORMER);
            Transformer loaded =
                    Transformer.open(
                            folder, options.loras(), options.precision(), prepared, runtime);
            try {
                progress.loaded(ModelComponent.TRANSFORMER);
                return loaded;
            } catch (Throwable e) {
                loaded.close();
                throw e;
            }
        } catch (Throwable e) {
            progress.stop();
            throw e;
        }
    }

    private static Transformer await(Future<Transformer> transformer) throws IOException {
        try {
            return transformer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the model was loaded");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private static void closeOnceLoaded(Future<Transformer> transformer) {
        try {
            await(transformer).close();
        } catch (IOException | RuntimeException | Error e) {
            // it failed too; the first failure is reported
        }
    }
}
