package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;

/// The parts of a model, loaded by [ModelLoader], and how it is drawn with.
///
/// @param options that it was loaded with, with the precision that `auto` stood for
record LoadedModel(
        ModelFolder folder,
        ZImageOptions options,
        Sampling sampling,
        GenerationParameters parameters,
        PromptEmbeddings prompts,
        Transformer transformer,
        VaeDecoder decoder,
        Previews previews,
        DurationEstimator durations)
        implements AutoCloseable {

    /// The same model with another transformer, drawn with in another way. It shares the other
    /// parts, so only one of them is to be closed.
    LoadedModel with(Sampling other, GenerationParameters drawnBy, Transformer changed) {
        return new LoadedModel(
                folder, options, other, drawnBy, prompts, changed, decoder, previews, durations);
    }

    @Override
    public void close() {
        prompts.close();
        decoder.close();
        transformer.close();
    }
}
