package dev.zimage.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files of a package by their paths, in the order of the paths, whatever order they were added
/// in. Folders on the way to a file are there without being added.
final class FileTree {

    /// Who owns a file, by number and name.
    record Owner(int id, String name) {
        static final Owner ROOT = new Owner(0, "root");
    }

    /// What a path is.
    sealed interface Entry {
        /// A folder with the bits of its mode.
        record Folder(int mode, Owner owner) implements Entry {}

        /// A file whose content is on the disk.
        record Stored(int mode, Path content) implements Entry {}

        /// A file whose content is in memory.
        @SuppressWarnings("ArrayRecordComponent") // written once and never compared
        record InMemory(int mode, byte[] content) implements Entry {}

        /// A symbolic link.
        record Link(String target) implements Entry {}
    }

    private static final int PROGRAM = 0755;
    private static final int DATA = 0644;

    private final NavigableMap<String, Entry> entries = new TreeMap<>();

    NavigableMap<String, Entry> entries() {
        return Collections.unmodifiableNavigableMap(entries);
    }

    FileTree folder(String path, int mode, Owner owner) {
        return put(path, new Entry.Folder(mode, owner));
    }

    FileTree text(String path, String content) {
        return put(path, new Entry.InMemory(DATA, content.getBytes(StandardCharsets.UTF_8)));
    }

    FileTree script(String path, String content) {
        return put(path, new Entry.InMemory(PROGRAM, content.getBytes(StandardCharsets.UTF_8)));
    }

    FileTree bytes(String path, byte[] content) {
        return bytes(path, DATA, content);
    }

    FileTree bytes(String path, int mode, byte[] content) {
        return put(path, new Entry.InMemory(mode, content));
    }

    FileTree link(String path, String target) {
        return put(path, new Entry.Link(target));
    }

    FileTree file(String path, Path content) {
        return put(path, new Entry.Stored(Files.isExecutable(content) ? PROGRAM : DATA, content));
    }

    /// Adds a folder of the disk under `prefix`.
    ///
    /// @param wanted is asked for each path below the folder
    FileTree copy(String prefix, Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String path = folder.relativize(file).toString();
                if (!path.isEmpty() && wanted.test(path)) {
                    copy(prefix + "/" + path, file);
                }
            }
        }
        return this;
    }

    private void copy(String path, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            link(path, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file)) {
            folder(path, PROGRAM, Owner.ROOT);
        } else {
            file(path, file);
        }
    }

    private FileTree put(String path, Entry entry) {
        int end = path.lastIndexOf('/');
        if (end > 0 && !entries.containsKey(path.substring(0, end))) {
            folder(path.substring(0, end), PROGRAM, Owner.ROOT);
        }
        entries.put(path, entry);
        return this;
    }
}
