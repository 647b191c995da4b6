package dev.zimage.engine.hub;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What a pull that ended well has left in a folder. It is written last, as [#FILE].
///
/// @param hub its address
/// @param repository `owner/name` there
/// @param revision that was asked for
/// @param commit that it stood for, or the revision again where the hub does not tell
/// @param pulledAt Unix seconds
/// @param files all of the model, with the SHA-256 of what was written
public record PulledModel(
        int format,
        String hub,
        String repository,
        String revision,
        String commit,
        long pulledAt,
        List<PulledFile> files) {

    /// The name of the file in the model's folder.
    public static final String FILE = "zimage-model.json";

    static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    /// One file.
    ///
    /// @param path from the model's folder
    /// @param sha256 in hexadecimal
    public record PulledFile(String path, long size, String sha256) {

        public PulledFile {
            if (!HubFile.isInside(path)
                    || !HubFile.Checksum.is(HubFile.Checksum.Kind.SHA_256, sha256)) {
                throw new IllegalArgumentException("not a file of a model");
            }
        }
    }

    public PulledModel {
        files = List.copyOf(files);
    }

    /// The bytes of all files.
    public long bytes() {
        return files.stream().mapToLong(PulledFile::size).sum();
    }

    /// The file of that path.
    public Optional<PulledFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /// Whether both are the same revision's same files.
    boolean isSameAs(PulledModel other) {
        return commit.equals(other.commit) && files.equals(other.files);
    }

    /// What is no longer as it was written, by the names and the sizes of the files.
    List<String> damages(Path folder) {
        List<String> damages = new ArrayList<>();
        for (PulledFile file : files) {
            Path path = folder.resolve(file.path());
            try {
                if (Files.size(path) != file.size()) {
                    damages.add(file.path() + " has another size");
                }
            } catch (AccessDeniedException e) {
                // not damaged: opening the file reports that it cannot be read
            } catch (IOException e) {
                damages.add(
                        file.path()
                                + (Files.isSymbolicLink(path)
                                        ? " is a symbolic link that leads nowhere"
                                        : " is missing"));
            }
        }
        return damages;
    }

    /// Reads it from a folder.
    ///
    /// @return empty when there is none that can be read
    static Optional<PulledModel> read(Path file) {
        try {
            PulledModel model = JSON.readValue(Files.readAllBytes(file), PulledModel.class);
            return model.format == FORMAT ? Optional.of(model) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Writes it, whole or not at all.
    void write(Path file) throws IOException {
        PullFolder.writeWhole(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
