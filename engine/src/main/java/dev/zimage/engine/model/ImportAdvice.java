package dev.zimage.engine.model;

import dev.zimage.engine.gguf.GgufFile;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command that makes a model's folder of single files.
final class ImportAdvice {

    private ImportAdvice() {}

    /// @param kind of the weights in the file, which tells the option that names it
    static String of(Path file, Optional<WeightsKind> kind) {
        WeightsKind option =
                kind.filter(known -> option(known).isPresent()).orElse(WeightsKind.TRANSFORMER);
        return "make a model's folder of it: " + command(Map.of(option, file));
    }

    /// @param files of which those are named that are the only ones of their kind: of two
    ///   autoencoders, one may be another model's
    static String of(List<Path> files) {
        Map<WeightsKind, Path> known = new EnumMap<>(WeightsKind.class);
        Set<WeightsKind> several = EnumSet.noneOf(WeightsKind.class);
        for (Path file : files) {
            kind(file)
                    .filter(kind -> known.putIfAbsent(kind, file) != null)
                    .ifPresent(several::add);
        }
        known.keySet().removeAll(several);
        return "make a model's folder of them: " + command(known);
    }

    private static String command(Map<WeightsKind, Path> files) {
        StringBuilder command = new StringBuilder("`zimage import");
        for (WeightsKind part :
                List.of(
                        WeightsKind.TRANSFORMER,
                        WeightsKind.TEXT_ENCODER,
                        WeightsKind.AUTOENCODER)) {
            Path file = files.get(part);
            command.append(' ').append(option(part).orElseThrow()).append(' ');
            command.append(file == null ? "FILE" : quoted(file));
        }
        return command + " --to DIR`";
    }

    private static Optional<String> option(WeightsKind kind) {
        return switch (kind) {
            case TRANSFORMER -> Optional.of("--transformer");
            case TEXT_ENCODER -> Optional.of("--text-encoder");
            case AUTOENCODER -> Optional.of("--vae");
            case LORA, CONTROL, OTHER_TRANSFORMER, OTHER_TEXT_ENCODER -> Optional.empty();
        };
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[\\w./:@+,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// What a file of weights is; empty when it is none that can be opened.
    static Optional<WeightsKind> kind(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (GgufFile.isGguf(file)) {
                try (GgufFile gguf = GgufFile.open(file)) {
                    return WeightsKind.of(gguf.tensors().keySet());
                }
            }
            try (Weights weights = Weights.openFile(file)) {
                return WeightsKind.of(weights.names());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
