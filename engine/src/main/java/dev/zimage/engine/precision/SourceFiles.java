package dev.zimage.engine.precision;

import dev.zimage.engine.weights.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The published files that a prepared file was made from.
record SourceFiles(List<SourceFile> files) {

    private static final int BLOCK = 1 << 20;

    /// One file.
    ///
    /// @param modified milliseconds since 1970
    /// @param changed the same of the last change that the file system saw, which no program can
    ///   set. It reveals a different file with the same modification time, as in container images,
    ///   where all files have one. Null where the file system does not report it, or did not when
    ///   this was written
    /// @param sha256 of all its bytes
    record SourceFile(
            String name, long size, long modified, @Nullable Long changed, String sha256) {

        boolean hasTimesOf(SourceFile other) {
            return modified == other.modified && Objects.equals(changed, other.changed);
        }
    }

    SourceFiles {
        files = List.copyOf(files);
    }

    /// @param read is told the bytes of each step
    static SourceFiles of(List<Path> sources, LongConsumer read) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : sources) {
            files.add(describe(file, sha256(file, read)));
        }
        return new SourceFiles(files);
    }

    /// A digest of all files: of the lines that `sha256sum` prints of them.
    String digest() {
        String lines =
                files.stream()
                        .map(file -> file.sha256() + "  " + file.name() + "\n")
                        .collect(Collectors.joining());
        return ContentHash.hex(lines.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes of all files.
    static long bytes(List<Path> sources) throws IOException {
        long sum = 0;
        for (Path file : sources) {
            sum += Files.size(file);
        }
        return sum;
    }

    /// These files with the times that they have now, when their content is what it was. Only files
    /// of which a time has changed are read for that.
    ///
    /// @param read is told the bytes of each step
    Optional<SourceFiles> stillThoseOf(List<Path> sources, LongConsumer read) throws IOException {
        if (sources.size() != files.size()) {
            return Optional.empty();
        }
        List<SourceFile> now = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            SourceFile then = files.get(i);
            SourceFile found = describe(sources.get(i), then.sha256());
            if (!found.name().equals(then.name()) || found.size() != then.size()) {
                return Optional.empty();
            }
            if (!found.hasTimesOf(then) && !sha256(sources.get(i), read).equals(then.sha256())) {
                return Optional.empty();
            }
            now.add(found);
        }
        return Optional.of(new SourceFiles(now));
    }

    private static SourceFile describe(Path file, String sha256) throws IOException {
        return new SourceFile(
                file.getFileName().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                changed(file),
                sha256);
    }

    private static @Nullable Long changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis()
                : null;
    }

    private static String sha256(Path file, LongConsumer read) throws IOException {
        MessageDigest sha = ContentHash.digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (channel.read(block.clear()) >= 0) {
                sha.update(block.flip());
                read.accept(block.limit());
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
