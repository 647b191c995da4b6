package dev.zimage.packages;

import dev.zimage.packages.FileTree.Entry;
import dev.zimage.packages.FileTree.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Writes trees as tar. The bytes depend on nothing but the tree and the time: entries are in
/// order, and nothing is taken from the machine.
///
/// @param time the time of every entry
/// @param level of compression, 0 to 9
record TarArchive(Instant time, int level) {

    static final int GOOD_LEVEL = Deflater.DEFAULT_COMPRESSION;

    /// @param prefix before every path, `./` where dpkg reads it
    void write(FileTree tree, String prefix, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Map.Entry<String, Entry> each : tree.entries().entrySet()) {
                write(prefix + each.getKey(), each.getValue(), tar);
            }
        }
    }

    void writeCompressed(FileTree tree, String prefix, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            writeCompressed(tree, prefix, out);
        }
    }

    void writeCompressed(FileTree tree, String prefix, OutputStream out) throws IOException {
        try (OutputStream compressing = compressing(out)) {
            write(tree, prefix, compressing);
        }
    }

    OutputStream compressing(OutputStream out) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(level);
        parameters.setModificationInstant(Instant.EPOCH);
        return new GzipCompressorOutputStream(out, parameters);
    }

    private void write(String path, Entry entry, TarArchiveOutputStream tar) throws IOException {
        switch (entry) {
            case Entry.Folder folder ->
                    put(new TarArchiveEntry(path + "/"), folder.mode(), folder.owner(), tar);
            case Entry.Link link -> {
                TarArchiveEntry header = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                header.setLinkName(link.target());
                put(header, 0777, Owner.ROOT, tar);
            }
            case Entry.InMemory small -> {
                TarArchiveEntry header = new TarArchiveEntry(path);
                header.setSize(small.content().length);
                put(header, small.mode(), Owner.ROOT, tar);
                tar.write(small.content());
            }
            case Entry.Stored stored -> {
                TarArchiveEntry header = new TarArchiveEntry(path);
                header.setSize(Files.size(stored.content()));
                put(header, stored.mode(), Owner.ROOT, tar);
                Files.copy(stored.content(), tar);
            }
        }
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveEntry header, int mode, Owner owner, TarArchiveOutputStream tar)
            throws IOException {
        header.setMode(mode);
        header.setIds(owner.id(), owner.id());
        header.setNames(owner.name(), owner.name());
        header.setLastModifiedTime(FileTime.from(time));
        tar.putArchiveEntry(header);
    }
}
