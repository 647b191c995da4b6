package dev.zimage.cli.model;

import dev.zimage.engine.weights.ByteCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// How much a download takes and how much room there is, said before it begins.
final class DownloadRoom {

    private static final Map<String, String> SIZES = Map.of("Tongyi-MAI/Z-Image-Turbo", "33 GB");

    private DownloadRoom() {}

    /// The end of a sentence that names the folder.
    static String text(String repository, Path folder) {
        String size = SIZES.get(repository);
        String free = free(folder);
        return size == null ? " (" + free + ")" : " (about " + size + "; " + free + ")";
    }

    private static String free(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return "the free space is unknown";
            }
            existing = parent;
        }
        return ByteCount.text(existing.toFile().getUsableSpace()) + " are free";
    }
}
