package dev.zimage.engine.zimage;

import dev.zimage.engine.graph.TextEncoder;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.text.PromptTokenizer;
import java.io.IOException;

/// The parts of a model, loaded.
record LoadedModel(
        ModelFolder folder,
        PromptStates prompts,
        Transformer transformer,
        VaeDecoder decoder,
        Previews previews,
        Pace pace)
        implements AutoCloseable {

    /// Loads all parts, the largest first: what it lacks is known early.
    static LoadedModel load(ZImageOptions options, LoadProgress progress) throws IOException {
        ModelFolder folder = ModelFolder.open(options.weights());
        new MemoryNeed(folder, options).checkWeights();
        PreparedFolder prepared = new PreparedFolder(options.prepared(), progress);
        RuntimeOptions runtime = RuntimeOptions.withThreads(options.threads());
        progress.begin(Part.TOKENIZER);
        PromptTokenizer tokenizer = PromptTokenizer.open(folder.tokenizer());
        progress.begin(Part.TRANSFORMER);
        Transformer transformer = Transformer.open(folder, options.precision(), prepared, runtime);
        try {
            progress.begin(Part.DECODER);
            VaeDecoder decoder = VaeDecoder.open(folder, prepared, runtime);
            try {
                progress.begin(Part.TEXT_ENCODER);
                PromptStates prompts =
                        new PromptStates(
                                tokenizer,
                                () ->
                                        TextEncoder.open(
                                                folder, options.precision(), prepared, runtime),
                                new MemoryNeed(folder, options).keepsTextEncoder());
                return new LoadedModel(
                        folder,
                        prompts,
                        transformer,
                        decoder,
                        new Previews(decoder, folder.vae()),
                        new Pace(folder, options.precision(), options.threads()));
            } catch (Throwable e) {
                decoder.close();
                throw e;
            }
        } catch (Throwable e) {
            transformer.close();
            throw e;
        }
    }

    @Override
    public void close() {
        prompts.close();
        decoder.close();
        transformer.close();
    }
}
