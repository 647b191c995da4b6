package dev.zimage.engine.importing;

import dev.zimage.engine.model.ModelKind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a model's folder is made of.
///
/// @param files of each part: safetensors, GGUF, or a folder with weights
/// @param config a folder of the published layout, whose configurations and tokenizer are taken
///   where it has them; those of Z-Image-Turbo otherwise
/// @param kind of the model; a scheduler of the other kind is refused
/// @param to the folder that is made; is not there yet, or empty
public record ImportRequest(
        Map<ImportedPart, Path> files, Optional<Path> config, ModelKind kind, Path to) {

    public ImportRequest {
        if (files.size() != ImportedPart.values().length) {
            throw new IllegalArgumentException("a model has a file of each part: " + files);
        }
        files = new EnumMap<>(files);
    }

    Path file(ImportedPart part) {
        return part.within(Objects.requireNonNull(files.get(part)));
    }
}
