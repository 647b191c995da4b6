package dev.zimage.engine.hub;

import java.util.Arrays;

/// A file in a repository.
///
/// @param path from the repository's root, with `/` between its parts; never out of it
record HubFile(String path, long size, Checksum checksum) {

    HubFile {
        if (!isInside(path)) {
            throw new IllegalArgumentException("a path out of its folder");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a negative size");
        }
    }

    /// Whether a path stays inside the folder that it is resolved in, on every file system.
    static boolean isInside(String path) {
        return !path.isEmpty()
                && path.length() <= 500
                && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
