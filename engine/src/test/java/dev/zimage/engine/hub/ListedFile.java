package dev.zimage.engine.hub;

import java.util.Map;

/// A file as the hubs of this world list it.
///
/// @param blob the id that Git gives its content
/// @param sha256 that the hub tells
record ListedFile(String path, int size, String blob, String sha256) {

    /// From this size on a hub keeps files in a store.
    static final int LARGE = 100_000;

    Map<String, Object> atHuggingFace() {
        if (size < LARGE) {
            return Map.of("type", "file", "path", path, "size", size, "oid", blob);
        }
        return Map.of(
                "type",
                "file",
                "path",
                path,
                "size",
                size,
                "oid",
                "2".repeat(40),
                "lfs",
                Map.of("oid", sha256, "size", size, "pointerSize", 134));
    }

    Map<String, Object> atModelScope() {
        return Map.of(
                "Path",
                path,
                "Name",
                path.substring(path.lastIndexOf('/') + 1),
                "Type",
                "blob",
                "Size",
                size,
                "Sha256",
                sha256);
    }
}
