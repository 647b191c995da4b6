package dev.zimage.download;

import dev.zimage.engine.weights.ByteCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The size of a download and the free space for it, shown before it begins.
public final class DownloadRoom {

    private DownloadRoom() {}

    /// The size and the free space as a text, which ends a sentence that names the folder.
    public static String text(String repository, Path folder) {
        OptionalLong bytes = KnownModel.bytesOf(repository);
        OptionalLong free = free(folder);
        String room =
                free.isEmpty()
                        ? "the free space is unknown"
                        : ByteCount.text(free.getAsLong()) + " are free";
        return bytes.isEmpty()
                ? " (" + room + ")"
                : " (about %d GB; %s)".formatted(bytes.getAsLong() / 1_000_000_000, room);
    }

    /// The free bytes where a folder is or will be created; empty when unknown.
    public static OptionalLong free(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return OptionalLong.empty();
            }
            existing = parent;
        }
        return OptionalLong.of(existing.toFile().getUsableSpace());
    }
}
