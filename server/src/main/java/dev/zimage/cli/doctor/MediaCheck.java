package dev.zimage.cli.doctor;

import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.media.MediaStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Whether the store of the pictures can be used.
///
/// @param store that was opened, empty when it cannot be used; whoever asks closes it
record MediaCheck(Check check, Optional<MediaStore> store) {

    private static final String NAME = "media";

    /// @param usual the folder of the pictures in the data directory
    static MediaCheck of(MediaStores.Choice chosen, Path usual) {
        Optional<MediaStore> store = Optional.empty();
        try {
            MediaStore opened = chosen.open(usual);
            store = Optional.of(opened);
            opened.inspect();
            return new MediaCheck(Check.ok(NAME, found(chosen.folder(usual), opened)), store);
        } catch (IOException e) {
            store.ifPresent(MediaStore::close);
            return new MediaCheck(
                    Check.fail(NAME, String.valueOf(e.getMessage()), remedy(e)), Optional.empty());
        }
    }

    private static String found(Optional<Path> folder, MediaStore store) {
        return folder.filter(path -> !Files.exists(path)).isPresent()
                ? "not there yet; the server makes it"
                : store.toString();
    }

    private static String remedy(IOException e) {
        return e instanceof MediaStoreException known
                ? known.remedy()
                : "make it a folder that the user of the server can write, or mount its disk";
    }
}
