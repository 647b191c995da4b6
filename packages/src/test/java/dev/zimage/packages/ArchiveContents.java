package dev.zimage.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// What a compressed tar contains.
record ArchiveContents(List<Item> items) {

    /// @param content empty for what is no small file
    record Item(TarArchiveEntry header, String content) {}

    private static final int SMALL = 100_000;

    static ArchiveContents of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    static ArchiveContents of(InputStream compressed) throws IOException {
        List<Item> items = new ArrayList<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(compressed));
        for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
            boolean small = each.isFile() && each.getSize() < SMALL;
            items.add(new Item(each, small ? new String(tar.readAllBytes(), UTF_8) : ""));
        }
        return new ArchiveContents(items);
    }

    List<String> names() {
        return items.stream().map(item -> item.header().getName()).toList();
    }

    Optional<Item> find(String name) {
        return items.stream().filter(item -> item.header().getName().equals(name)).findFirst();
    }

    Item get(String name) {
        return find(name).orElseThrow(() -> new AssertionError(name + " is missing"));
    }
}
