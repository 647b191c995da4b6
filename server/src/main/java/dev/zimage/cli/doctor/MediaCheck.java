package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.MediaStores;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// Whether the store of the pictures can be used.
///
/// @param store that was opened, empty when it cannot be used; whoever asks closes it
record MediaCheck(Check check, Optional<MediaStore> store) {

    private static final String NAME = "media";

    static MediaCheck of(Config.Media media, DataDirectory data) {
        Optional<MediaStore> store = Optional.empty();
        try {
            MediaStore opened = MediaStores.open(media, data);
            store = Optional.of(opened);
            opened.inspect();
            return new MediaCheck(Check.ok(NAME, found(media, data, opened)), store);
        } catch (IOException e) {
            store.ifPresent(MediaStore::close);
            return new MediaCheck(
                    Check.fail(NAME, String.valueOf(e.getMessage()), remedy(e)), Optional.empty());
        }
    }

    private static String found(Config.Media media, DataDirectory data, MediaStore store) {
        return MediaStores.folder(media, data).filter(path -> !Files.exists(path)).isPresent()
                ? "not there yet; the server makes it"
                : store.toString();
    }

    private static String remedy(IOException e) {
        return e instanceof MediaStoreException known
                ? known.remedy()
                : "make it a folder that the user of the server can write, or mount its disk";
    }
}
