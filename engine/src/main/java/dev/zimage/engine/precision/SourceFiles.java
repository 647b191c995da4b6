package dev.zimage.engine.precision;

import dev.zimage.engine.weights.Sha256;
import dev.zimage.engine.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The published files that a prepared file was made from.
record SourceFiles(List<SourceFile> files) {

    private static final int BLOCK = 1 << 20;

    /// One file.
    ///
    /// @param modified milliseconds since 1970
    /// @param sha256 of all its bytes
    record SourceFile(String name, long size, long modified, String sha256) {}

    SourceFiles {
        files = List.copyOf(files);
    }

    /// @param read is told the bytes of each step
    static SourceFiles of(Weights weights, LongConsumer read) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : weights.files()) {
            files.add(describe(file, sha256(file, read)));
        }
        return new SourceFiles(files);
    }

    /// The bytes of all published files.
    static long bytes(Weights weights) throws IOException {
        long sum = 0;
        for (Path file : weights.files()) {
            sum += Files.size(file);
        }
        return sum;
    }

    /// These files with the times that they have now, when their content is what it was. Only files
    /// whose time has changed are read for that.
    ///
    /// @param read is told the bytes of each step
    Optional<SourceFiles> stillThoseOf(Weights weights, LongConsumer read) throws IOException {
        if (weights.files().size() != files.size()) {
            return Optional.empty();
        }
        List<SourceFile> now = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            SourceFile then = files.get(i);
            SourceFile found = describe(weights.files().get(i), then.sha256());
            if (!found.name().equals(then.name()) || found.size() != then.size()) {
                return Optional.empty();
            }
            if (found.modified() != then.modified()
                    && !sha256(weights.files().get(i), read).equals(then.sha256())) {
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
                sha256);
    }

    private static String sha256(Path file, LongConsumer read) throws IOException {
        MessageDigest sha = Sha256.digest();
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
