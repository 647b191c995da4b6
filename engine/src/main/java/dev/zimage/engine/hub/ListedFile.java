package dev.zimage.engine.hub;

import dev.zimage.engine.weights.ByteCount;

/// A file as a hub lists it, not yet believed.
///
/// @param size -1 for none told
/// @param hex the checksum, empty for none told
record ListedFile(String path, long size, Checksum.Kind kind, String hex) {

    /// A tebibyte. What is planned for a file before there is room for it grows with its size.
    private static final long LARGEST = 1L << 40;

    /// The file, when we can hold what comes against what was told.
    ///
    /// @throws PullException when it has no size or checksum, or would leave its folder
    HubFile checked() throws PullException {
        if (!HubFile.isInside(path)) {
            throw new PullException(
                    PullException.Kind.UNSAFE,
                    "the hub lists a file outside of its folder: " + Answers.quoted(path));
        }
        if (size > LARGEST) {
            throw new PullException(
                    PullException.Kind.WRONG_CONTENT,
                    "the hub tells %s of %s; no file of a model is as large"
                            .formatted(ByteCount.text(size), path));
        }
        if (size < 0 || !Checksum.is(kind, hex)) {
            throw new PullException(
                    PullException.Kind.WRONG_CONTENT,
                    "the hub tells no size or no checksum of " + path);
        }
        return new HubFile(path, size, new Checksum(kind, hex));
    }
}
