package dev.zimage.engine.precision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Unfinished files of killed processes in a folder of prepared weights. The lock shows whether the
/// process lives, because it ends with it. A file without a lock beside it is somebody else's.
record StaleFiles(Path folder, PreparationListener listener) {

    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "([a-z_]+\\.[a-z0-9-]+(?:\\.lora-[0-9a-f]+)?\\.weights)(\\.manifest)?\\.part");

    /// Removes those that no living process writes. To be called by a thread that lets no other of
    /// this process take a lock in the folder, and has none there itself. What cannot be removed is
    /// left for the next time.
    void remove() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.part")) {
            for (Path file : found) {
                Matcher name = UNFINISHED.matcher(file.getFileName().toString());
                if (name.matches() && isPlain(file)) {
                    removeUnlessWritten(file, folder.resolve(name.group(1) + ".lock"));
                }
            }
        } catch (IOException e) {
            // they only take room; whether the folder can be used is found out by who uses it
        }
    }

    private void removeUnlessWritten(Path file, Path lock) throws IOException {
        if (!isPlain(lock)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            if (taken != null && isPlain(file)) {
                long bytes = Files.size(file);
                Files.delete(file);
                listener.removed(file, bytes);
            }
        }
    }

    private static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
