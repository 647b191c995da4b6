package dev.zimage.media;

import java.io.IOException;
import java.io.InputStream;

/// A picture in a [MediaStore]. Holds no resources until it is read, so it need not be closed; it
/// can be read several times and by several threads.
public interface StoredMedia {

    /// The size of the picture in bytes.
    long length();

    /// A strong validator of the content, quoted as in the `ETag` header: equal bytes have equal
    /// tags and different bytes have different ones, also across restarts and copies of the store.
    String etag();

    /// Reads the picture from `offset` to its end. The caller closes the stream.
    ///
    /// @param offset 0 to [#length]
    /// @throws java.nio.file.NoSuchFileException when the picture was deleted since it was found
    /// @throws IOException also when it was replaced since: what is read always fits [#etag]
    InputStream open(long offset) throws IOException;
}
