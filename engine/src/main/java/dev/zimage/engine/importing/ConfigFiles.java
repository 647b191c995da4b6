package dev.zimage.engine.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The configurations and the tokenizer, which single files do not have: from a folder of the
/// published layout where it has them, else those of Z-Image-Turbo that come with the program.
record ConfigFiles(Optional<Path> given) {

    private static final List<String> FILES =
            List.of(
                    "model_index.json",
                    "scheduler/scheduler_config.json",
                    "text_encoder/config.json",
                    "transformer/config.json",
                    "vae/config.json",
                    "tokenizer/tokenizer.json",
                    "tokenizer/tokenizer_config.json");

    private static final String OWN = "z-image-turbo/";

    /// Writes them into a model's folder.
    ///
    /// @throws ImportException when the folder that was given has none of them
    void write(Path folder) throws IOException {
        if (given.isPresent() && FILES.stream().noneMatch(file -> isGiven(given.get(), file))) {
            throw new ImportException(
                    given.get() + ": none of the configurations of a model are here",
                    "--config is a folder with transformer/config.json, text_encoder/config.json,"
                            + " vae/config.json, scheduler/scheduler_config.json or tokenizer/");
        }
        for (String file : FILES) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.resolveSibling("."));
            try (InputStream in = open(file)) {
                Files.copy(in, target);
            }
        }
    }

    private InputStream open(String file) throws IOException {
        return given.isPresent() && isGiven(given.get(), file)
                ? Files.newInputStream(given.get().resolve(file))
                : own(file);
    }

    private static boolean isGiven(Path folder, String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /// Large ones are stored compressed.
    private static InputStream own(String file) throws IOException {
        @Nullable InputStream plain = ConfigFiles.class.getResourceAsStream(OWN + file);
        if (plain != null) {
            return plain;
        }
        @Nullable InputStream packed = ConfigFiles.class.getResourceAsStream(OWN + file + ".gz");
        if (packed == null) {
            throw new IllegalStateException("the program does not have its own " + file);
        }
        return new GZIPInputStream(packed);
    }
}
