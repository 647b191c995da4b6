package dev.zimage.media;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Stores the pictures of finished tasks.
///
/// Safe for use by several threads. A picture is stored completely or not at all: no reader ever
/// sees part of one, even after a crash.
public interface MediaStore extends AutoCloseable {

    /// Stores a picture durably: it survives a power failure once this returns. An earlier picture
    /// of the same key is replaced.
    ///
    /// @throws IOException when the picture was not stored; [DiskReserve#isDiskFull] tells whether
    ///   the disk is full
    /// @throws MediaStoreException when it is known whether to try again
    void store(MediaKey key, byte[] picture) throws IOException;

    /// The picture of a key, or empty when there is none.
    ///
    /// @throws IOException when nobody can tell now, for example because the disk is not mounted
    Optional<StoredMedia> find(MediaKey key) throws IOException;

    /// Deletes a picture permanently.
    ///
    /// @return whether it existed
    boolean delete(MediaKey key) throws IOException;

    /// Deletes a picture and its thumbnail permanently.
    ///
    /// @return whether the picture existed
    default boolean deleteWithThumbnail(MediaKey picture) throws IOException {
        delete(picture.thumbnail());
        return delete(picture);
    }

    /// Deletes pictures with their thumbnails permanently. One that cannot be deleted holds up no
    /// other; one that does not exist counts as deleted.
    ///
    /// @return those that could not be deleted, and why
    default Map<MediaKey, IOException> deleteAll(Collection<MediaKey> pictures) {
        Map<MediaKey, IOException> failures = new HashMap<>();
        for (MediaKey picture : pictures) {
            try {
                deleteWithThumbnail(picture);
            } catch (IOException e) {
                failures.put(picture, e);
            }
        }
        return failures;
    }

    /// Checks whether a picture could be stored now, and creates what is missing. Cheap unless the
    /// last write failed.
    ///
    /// @param afterFailure whether to write and delete a test object
    /// @throws IOException when a picture could not be stored, with the reason
    void check(boolean afterFailure) throws IOException;

    /// Checks whether the store can be used, without changing anything.
    ///
    /// @throws IOException when it cannot, with the reason
    void inspect() throws IOException;

    /// The free space in bytes; empty when it is unknown.
    OptionalLong freeBytes();

    /// Visits the pictures that were stored before this time, in batches and in any order. May stop
    /// early when its thread is interrupted.
    ///
    /// @param some is given one to a few hundred
    void browse(Instant storedBefore, Consumer<List<MediaKey>> some) throws IOException;

    /// Closes connections. Reads in progress may fail.
    @Override
    default void close() {}

    /// Describes the store to the operator, without secrets.
    @Override
    String toString();
}
