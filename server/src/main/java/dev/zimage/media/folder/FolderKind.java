package dev.zimage.media.folder;

import dev.zimage.media.MediaLocation;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A folder: the one in the data directory, or one of the operator's choice.
public final class FolderKind implements MediaStoreKind {

    @Override
    public String form() {
        return "the path of a folder";
    }

    @Override
    public String description() {
        return "a folder, which servers may share";
    }

    @Override
    public Optional<MediaLocation> parse(String value) {
        if (value.isEmpty()) {
            return Optional.of(new InDataDirectory());
        }
        if (value.contains("://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Folder(Path.of(value)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// The folder of the pictures in the data directory.
    private record InDataDirectory() implements MediaLocation {

        @Override
        public MediaStore open(Path usual, Map<String, String> own) {
            return new FolderMediaStore(usual);
        }

        @Override
        public Optional<Path> folder(Path usual) {
            return Optional.of(usual);
        }

        @Override
        public boolean isShared() {
            return false;
        }
    }

    private record Folder(Path path) implements MediaLocation {

        @Override
        public MediaStore open(Path usual, Map<String, String> own) {
            return new FolderMediaStore(path);
        }

        @Override
        public Optional<Path> folder(Path usual) {
            return Optional.of(path);
        }
    }
}
