package dev.zimage.engine.importing;

import dev.zimage.engine.model.ModelKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The configurations and the tokenizer, which single files do not have: from a folder of the
/// published layout where it has them, else those that come with the program.
///
/// @param kind whose scheduler is taken where the folder has none; all else is the same
record ConfigFiles(Optional<Path> given, ModelKind kind) {

    private static final String SCHEDULER = "scheduler/scheduler_config.json";

    private static final List<String> FILES =
            List.of(
                    "model_index.json",
                    SCHEDULER,
                    "text_encoder/config.json",
                    "transformer/config.json",
                    "vae/config.json",
                    "tokenizer/tokenizer.json",
                    "tokenizer/tokenizer_config.json");

    private static final String TURBO = "z-image-turbo/";
    private static final String BASE = "z-image/";

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
    private InputStream own(String file) throws IOException {
        String own = (kind == ModelKind.BASE && file.equals(SCHEDULER) ? BASE : TURBO) + file;
        @Nullable InputStream plain = ConfigFiles.class.getResourceAsStream(own);
        if (plain != null) {
            return plain;
        }
        @Nullable InputStream packed = ConfigFiles.class.getResourceAsStream(own + ".gz");
        if (packed == null) {
            throw new IllegalStateException("the program does not have its own " + file);
        }
        return new GZIPInputStream(packed);
    }
}
