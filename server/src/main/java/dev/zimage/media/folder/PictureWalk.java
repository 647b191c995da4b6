package dev.zimage.media.folder;

import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Finds the pictures in the folders of a [FolderMediaStore]. Only regular files with the name and
/// path of a picture count; everything else, including links, is ignored. Files may be added and
/// deleted meanwhile.
record PictureWalk(Path root, Instant storedBefore, Consumer<List<MediaKey>> some) {

    private static final int AT_ONCE = 500;
    private static final Pattern OUTER = Pattern.compile("[0-9a-f]{6}");
    private static final Pattern INNER = Pattern.compile("[0-9a-f]{2}");

    void walk() throws IOException {
        for (Path outer : folders(root, OUTER)) {
            for (Path inner : folders(outer, INNER)) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                hand(pictures(inner));
            }
        }
    }

    private void hand(List<MediaKey> pictures) {
        for (int from = 0; from < pictures.size(); from += AT_ONCE) {
            some.accept(pictures.subList(from, Math.min(from + AT_ONCE, pictures.size())));
        }
    }

    private static List<Path> folders(Path parent, Pattern name) throws IOException {
        return entries(parent).stream()
                .filter(entry -> name.matcher(entry.getFileName().toString()).matches())
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private List<MediaKey> pictures(Path folder) throws IOException {
        List<MediaKey> found = new ArrayList<>();
        for (Path entry : entries(folder)) {
            Optional<MediaKey> key = key(entry);
            if (key.isPresent() && isOldPicture(entry)) {
                found.add(key.get());
            }
        }
        return found;
    }

    private Optional<MediaKey> key(Path file) {
        return MediaPath.parse(
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"));
    }

    private boolean isOldPicture(Path file) throws IOException {
        try {
            BasicFileAttributes is =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(storedBefore);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return List.of(); // emptied and removed meanwhile
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
