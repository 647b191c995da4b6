package dev.zimage.engine.model;

import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A model in the layout of `Tongyi-MAI/Z-Image-Turbo`, which `Tongyi-MAI/Z-Image` has too:
/// `model_index.json` and the folders `scheduler`, `text_encoder`, `tokenizer`, `transformer` and
/// `vae`.
///
/// Opening reads the configurations only; each `open…Weights` maps the weights of a component and
/// checks their names and shapes against its configuration. The caller closes them.
///
/// @param root the folder
public record ModelFolder(
        Path root,
        SchedulerConfig scheduler,
        TextEncoderConfig textEncoder,
        TransformerConfig transformer,
        VaeDecoderConfig vae) {

    private static final String PIPELINE = "ZImagePipeline";
    private static final String LANGUAGE_MODEL = "model.";

    /// Reads the configurations of a model.
    ///
    /// @throws ModelException when this is not such a folder, or a configuration has a field that
    ///   is missing, wrong, or asks for another network; names the file and the field
    public static ModelFolder open(Path root) throws IOException {
        Optional<FileProblem> problem = FolderDiagnosis.problem(root);
        if (problem.isPresent()) {
            throw new ModelException(problem.get());
        }
        ConfigFile index = ConfigFile.read(root.resolve(FolderDiagnosis.INDEX));
        String pipeline = index.text("_class_name", PIPELINE);
        index.refuse(file -> UnsupportedFamily.ofClass(file, pipeline));
        index.refuse("_class_name", !pipeline.equals(PIPELINE), '"' + PIPELINE + '"');
        ModelFolder model =
                new ModelFolder(
                        root,
                        SchedulerConfig.read(schedulerConfig(root)),
                        TextEncoderConfig.read(config(root, "text_encoder")),
                        TransformerConfig.read(config(root, "transformer")),
                        VaeDecoderConfig.read(config(root, "vae")));
        model.checkTogether();
        return model;
    }

    /// Which model of the family this is.
    public ModelKind kind() {
        return ModelKind.of(scheduler);
    }

    private static Path schedulerConfig(Path root) {
        return root.resolve("scheduler").resolve("scheduler_config.json");
    }

    private static Path config(Path root, String component) {
        return root.resolve(component).resolve("config.json");
    }

    private void checkTogether() throws ModelException {
        if (transformer.textDim() != textEncoder.hidden()) {
            throw new ModelException(
                    "%s: the transformer takes text of width %d (cap_feat_dim), the text encoder gives %d (hidden_size)"
                            .formatted(root, transformer.textDim(), textEncoder.hidden()));
        }
        if (transformer.channels() != vae.latentChannels()) {
            throw new ModelException(
                    "%s: the transformer has %d channels (in_channels), the vae %d (latent_channels)"
                            .formatted(root, transformer.channels(), vae.latentChannels()));
        }
    }

    /// Looks at all files of weights and at the tokenizer, as far as their beginnings and the names
    /// of the tensors tell.
    ///
    /// @throws IOException naming the first file that cannot be used
    public void check() throws IOException {
        openTransformerWeights().close();
        openTextEncoderWeights().close();
        openVaeWeights().close();
        Optional<FileProblem> problem = FileProblem.ofJson(tokenizer());
        if (problem.isPresent()) {
            throw new ModelException(problem.get());
        }
    }

    /// The file of the tokenizer.
    public Path tokenizer() {
        return root.resolve("tokenizer").resolve("tokenizer.json");
    }

    /// The folders with weights.
    public Path textEncoderFolder() {
        return root.resolve("text_encoder");
    }

    public Path transformerFolder() {
        return root.resolve("transformer");
    }

    public Path vaeFolder() {
        return root.resolve("vae");
    }

    /// Maps the weights of the text encoder, with the names of `Qwen3Model`: a file of the whole
    /// language model has a prefix before them, which is taken off.
    ///
    /// @throws ModelException names the tensors that are missing, misshapen or surplus
    public Weights openTextEncoderWeights() throws IOException {
        return checked(Weights.open(textEncoderFolder()), LANGUAGE_MODEL, textEncoder.tensors());
    }

    /// Maps the weights of the transformer.
    ///
    /// @throws ModelException names the tensors that are missing, misshapen or surplus
    public Weights openTransformerWeights() throws IOException {
        return checked(Weights.open(transformerFolder()), "", transformer.tensors());
    }

    /// Maps the weights of the autoencoder.
    ///
    /// @throws ModelException names the tensors that are missing, misshapen or surplus
    public Weights openVaeWeights() throws IOException {
        return checked(Weights.open(vaeFolder()), "", vae.tensors());
    }

    private static Weights checked(Weights weights, String prefix, TensorLayout layout)
            throws IOException {
        try {
            Weights named = weights.withoutPrefix(prefix);
            layout.check(named);
            return named;
        } catch (Throwable e) {
            weights.close();
            throw e;
        }
    }
}
