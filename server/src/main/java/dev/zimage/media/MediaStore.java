package dev.zimage.media;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Keeps the pictures of finished tasks.
///
/// Safe for use by several threads. A picture is there whole or not at all: no reader sees half of
/// one, whatever dies in between.
public interface MediaStore extends AutoCloseable {

    /// Keeps a picture; when this returns it outlives a loss of power. An earlier picture of the
    /// same key is replaced.
    ///
    /// @throws IOException when the picture was not kept; [DiskReserve#isDiskFull] tells whether
    ///   the disk is full
    /// @throws MediaStoreException when it is known whether to try again
    void store(MediaKey key, byte[] picture) throws IOException;

    /// The picture of a key, or empty when there is none.
    Optional<StoredMedia> find(MediaKey key) throws IOException;

    /// Removes a picture for good.
    ///
    /// @return whether there was one
    boolean delete(MediaKey key) throws IOException;

    /// Finds out whether a picture could be stored now, and makes what is missing for it. Cheap
    /// unless the last one could not be.
    ///
    /// @param afterFailure whether to store something and remove it again
    /// @throws IOException when a picture could not be stored, with the reason
    void check(boolean afterFailure) throws IOException;

    /// Looks whether the store can be used, without changing anything.
    ///
    /// @throws IOException when it cannot, with the reason
    void inspect() throws IOException;

    /// How many bytes can still be stored; empty where nobody knows.
    OptionalLong freeBytes();

    /// Goes through the pictures that were stored before this time, some at once, in any order. It
    /// may end early when its thread is interrupted.
    ///
    /// @param some is given one to a few hundred
    void browse(Instant storedBefore, Consumer<List<MediaKey>> some) throws IOException;

    /// Lets go of connections. Pictures that are being read may break off.
    @Override
    default void close() {}

    /// Names the store for the operator, without secrets.
    @Override
    String toString();
}
