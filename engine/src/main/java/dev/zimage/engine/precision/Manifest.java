package dev.zimage.engine.precision;

import dev.zimage.engine.weights.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What is known of a whole prepared file.
///
/// @param plan digest of the pieces, their forms and their places
/// @param written when the file was last found to have the checksums: its time of modification in
///   milliseconds since 1970
/// @param checksums of the pieces
/// @param sources that it was made from
record Manifest(String plan, long written, Checksums checksums, SourceFiles sources) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Manifest {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(checksums);
        Objects.requireNonNull(sources);
    }

    /// Reads a manifest; one that cannot be read is as good as none.
    static Optional<Manifest> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Manifest.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Replaces the manifest that is there, at once.
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.write(unfinished, JSON.writeValueAsBytes(this));
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Manifest with(SourceFiles newSources, long newWritten) {
        return new Manifest(plan, newWritten, checksums, newSources);
    }

    /// The digest of a plan.
    static String digest(WeightFile plan) {
        MessageDigest sha = ContentHash.digest();
        for (StoredWeight piece : plan.pieces()) {
            sha.update((piece.id() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
