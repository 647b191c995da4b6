package dev.zimage.engine.model;

import dev.zimage.engine.gguf.GgufFile;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The command that makes a model's folder of a single file.
final class ImportAdvice {

    private ImportAdvice() {}

    /// @param kind of the weights in the file, which tells the option that names it
    static String of(Path file, Optional<WeightsKind> kind) {
        String option =
                switch (kind.orElse(WeightsKind.TRANSFORMER)) {
                    case TEXT_ENCODER -> "--text-encoder";
                    case AUTOENCODER -> "--vae";
                    default -> "--transformer";
                };
        StringBuilder command = new StringBuilder("zimage import");
        for (String one : new String[] {"--transformer", "--text-encoder", "--vae"}) {
            command.append(' ').append(one).append(' ');
            command.append(one.equals(option) ? quoted(file) : "FILE");
        }
        return "make a model's folder of it: `" + command + " --to DIR`";
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
