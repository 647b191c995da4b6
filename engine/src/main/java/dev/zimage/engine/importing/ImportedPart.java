package dev.zimage.engine.importing;

import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TensorLayout;
import dev.zimage.engine.model.WeightsKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A part of a model that is imported from a file of its own.
public enum ImportedPart {
    TRANSFORMER(
            "transformer",
            "--transformer",
            "transformer",
            "diffusion_pytorch_model",
            WeightsKind.TRANSFORMER) {
        @Override
        TensorLayout layout(ModelFolder model) {
            return model.transformer().tensors();
        }

        @Override
        PartNames names(ModelFolder model) {
            return PartNames.transformer();
        }
    },
    TEXT_ENCODER(
            "text encoder", "--text-encoder", "text_encoder", "model", WeightsKind.TEXT_ENCODER) {
        @Override
        TensorLayout layout(ModelFolder model) {
            return model.textEncoder().tensors();
        }

        @Override
        PartNames names(ModelFolder model) {
            return PartNames.textEncoder();
        }
    },
    AUTOENCODER("autoencoder", "--vae", "vae", "diffusion_pytorch_model", WeightsKind.AUTOENCODER) {
        @Override
        TensorLayout layout(ModelFolder model) {
            return model.vae().tensors();
        }

        @Override
        PartNames names(ModelFolder model) {
            return PartNames.autoencoder(model.vae().blockChannels().size());
        }
    };

    private final String label;
    private final String option;
    private final String folder;
    private final String stem;
    private final WeightsKind kind;

    ImportedPart(String label, String option, String folder, String stem, WeightsKind kind) {
        this.label = label;
        this.option = option;
        this.folder = folder;
        this.stem = stem;
        this.kind = kind;
    }

    /// The tensors that it must have.
    abstract TensorLayout layout(ModelFolder model);

    /// How other programs name them.
    abstract PartNames names(ModelFolder model);

    /// For people.
    public String label() {
        return label;
    }

    /// The option of the command line that names its file.
    public String option() {
        return option;
    }

    /// Its file in the model's folder, as the published libraries name it.
    public String file() {
        return folder + "/" + stem + ".safetensors";
    }

    /// Where it is when a model's folder was named in place of its file.
    Path within(Path named) {
        Path inside = named.resolve(folder);
        return Files.isDirectory(inside) ? inside : named;
    }

    WeightsKind kind() {
        return kind;
    }

    static Optional<ImportedPart> of(WeightsKind kind) {
        return Arrays.stream(values()).filter(part -> part.kind == kind).findFirst();
    }
}
