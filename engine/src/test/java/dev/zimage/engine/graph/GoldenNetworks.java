package dev.zimage.engine.graph;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.graph.TextEncoder.Frequencies;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparationListener;
import dev.zimage.engine.precision.PreparedFolder;
import java.io.IOException;
import java.nio.file.Path;

/// The networks of a golden model, and how far what they compute is from what the reference
/// computed: the relative error (L2).
///
/// @param prepared the folder for prepared weights
record GoldenNetworks(Goldens goldens, ModelFolder model, Path prepared) {

    private static final RuntimeOptions RUNTIME = RuntimeOptions.withThreads(2);

    static GoldenNetworks of(String name, Path prepared) throws IOException {
        Goldens goldens = Goldens.of(name);
        return new GoldenNetworks(goldens, ModelFolder.open(goldens.model()), prepared);
    }

    TextEncoder textEncoder(Precision precision, Frequencies frequencies) throws IOException {
        return TextEncoder.open(model, precision, folder(), RUNTIME, frequencies);
    }

    Transformer transformer(Precision precision) throws IOException {
        return Transformer.open(model, precision, folder(), RUNTIME);
    }

    VaeDecoder decoder() throws IOException {
        return VaeDecoder.open(model, folder(), RUNTIME);
    }

    private PreparedFolder folder() {
        return new PreparedFolder(prepared, PreparationListener.NONE);
    }

    /// Of the states of a prompt.
    double error(TextEncoder encoder, String prompt) {
        float[] states = encoder.encode(goldens.tokens(prompt), new Cancellation());
        return Goldens.relativeError(states, goldens.floats("text." + prompt));
    }

    /// Of the velocity of latents at a time, for a prompt.
    double error(
            Transformer transformer, String latents, String time, String prompt, String golden) {
        float[] velocity =
                transformer.velocity(
                        goldens.floats(latents),
                        goldens.size(latents, 1),
                        goldens.size(latents, 2),
                        Float.parseFloat(time),
                        goldens.floats("text." + prompt),
                        new Cancellation());
        return Goldens.relativeError(velocity, goldens.floats(golden));
    }
}
