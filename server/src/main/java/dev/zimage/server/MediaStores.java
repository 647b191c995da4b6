package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.config.MediaLocation;
import dev.zimage.media.FolderMediaStore;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.media.s3.S3Location;
import dev.zimage.media.s3.S3MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The media stores there are, by what `media.store` says.
public final class MediaStores {

    private MediaStores() {}

    /// Opens the store of an installation. Nothing is read or written yet.
    ///
    /// @throws MediaStoreException when a setting is missing for it
    public static MediaStore open(Config.Media media, DataDirectory data) throws IOException {
        return switch (media.store()) {
            case MediaLocation.DataDirectory _ -> new FolderMediaStore(data.media());
            case MediaLocation.Folder(Path path) -> new FolderMediaStore(path);
            case MediaLocation.Bucket(String bucket, String prefix) ->
                    S3MediaStore.open(
                            new S3Location(
                                    bucket,
                                    prefix,
                                    media.s3().endpoint().map(url -> URI.create(url.toString())),
                                    media.s3().region(),
                                    media.s3().pathStyle()));
        };
    }

    /// Opens the store of a server. A mistake in the settings ends the start; a store that cannot
    /// be reached does not, for what there is can be served until it comes back.
    static MediaStore openForServer(Config.Media media, DataDirectory data) {
        try {
            MediaStore store = open(media, data);
            requireConfigured(store);
            return store;
        } catch (MediaStoreException e) {
            throw new UncheckedIOException(inOneLine(e), new IOException(inOneLine(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireConfigured(MediaStore store) throws MediaStoreException {
        try {
            store.check(true);
        } catch (MediaStoreException e) {
            if (e.kind() == MediaStoreException.Kind.MISCONFIGURED) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            // StorageHealth reports the outage, and its end.
        }
    }

    private static String inOneLine(MediaStoreException e) {
        return "the pictures cannot be stored: " + e.getMessage() + "; " + e.remedy();
    }

    /// The folder of the pictures, where they are in one.
    public static Optional<Path> folder(Config.Media media, DataDirectory data) {
        return switch (media.store()) {
            case MediaLocation.DataDirectory _ -> Optional.of(data.media());
            case MediaLocation.Folder(Path path) -> Optional.of(path);
            case MediaLocation.Bucket _ -> Optional.empty();
        };
    }
}
