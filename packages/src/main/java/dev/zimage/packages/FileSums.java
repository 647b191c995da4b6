package dev.zimage.packages;

import dev.zimage.packages.FileTree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Checksums of files, in the formats of `sha256sum` and `md5sum`.
final class FileSums {

    static final String FILE_NAME = "SHA256SUMS";

    private FileSums() {}

    /// Writes the sums of all files of a folder.
    ///
    /// @return the sizes of the files by name
    static SortedMap<String, Long> write(Path folder) throws IOException {
        SortedMap<String, Long> sizes = new TreeMap<>();
        StringBuilder sums = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                sizes.put(file.getFileName().toString(), Files.size(file));
                sums.append(of(file)).append("  ").append(file.getFileName()).append('\n');
            }
        }
        Files.writeString(folder.resolve(FILE_NAME), sums);
        return sizes;
    }

    /// The list of sums that a Debian package has of its files.
    static String md5(FileTree tree) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, Entry> each : tree.entries().entrySet()) {
            MessageDigest digest = digest("MD5");
            switch (each.getValue()) {
                case Entry.Stored stored -> read(stored.content(), digest);
                case Entry.InMemory small -> digest.update(small.content());
                case Entry.Folder _, Entry.Link _ -> {
                    continue;
                }
            }
            sums.append(hex(digest)).append("  ").append(each.getKey()).append('\n');
        }
        return sums.toString();
    }

    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        read(file, digest);
        return hex(digest);
    }

    private static void read(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
