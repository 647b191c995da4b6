package dev.zimage.engine.zimage;

import dev.zimage.engine.Recipe;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.graph.VaeDecoder;
import dev.zimage.engine.model.ModelFolder;

/// The parts of a model, loaded by [ModelLoader], and how it is drawn with.
record LoadedModel(
        ModelFolder folder,
        Sampling sampling,
        Recipe recipe,
        PromptStates prompts,
        Transformer transformer,
        VaeDecoder decoder,
        Previews previews,
        Pace pace)
        implements AutoCloseable {

    @Override
    public void close() {
        prompts.close();
        decoder.close();
        transformer.close();
    }
}
