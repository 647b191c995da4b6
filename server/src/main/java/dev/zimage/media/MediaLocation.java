package dev.zimage.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where pictures are kept, as the setting `media.store` names it.
public interface MediaLocation {

    /// Opens the store there. Nothing is read or written yet.
    ///
    /// @param usual the folder of the pictures in the data directory
    /// @param own the values of the settings that the kind of the store has of its own, by their
    ///   names
    /// @throws MediaStoreException when a setting is missing for it
    MediaStore open(Path usual, Map<String, String> own) throws IOException;

    /// The folder, where it is one.
    ///
    /// @param usual the folder of the pictures in the data directory
    default Optional<Path> folder(Path usual) {
        return Optional.empty();
    }

    /// Whether other processes can be told to keep their pictures there.
    default boolean isShared() {
        return true;
    }
}
