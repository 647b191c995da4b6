package dev.zimage.media.folder;

import dev.zimage.media.Etags;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaPath;
import dev.zimage.media.MediaStore;
import dev.zimage.media.PrivateFolders;
import dev.zimage.media.StoredMedia;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores pictures as plain files in a local folder. Files have mode 0600, folders 0700.
///
/// On disk a picture is where [MediaPath] says. Several processes can have a store open on one
/// folder, also on several machines that share it.
public final class FolderMediaStore implements MediaStore {

    private static final int ATTEMPTS = 5;

    /// Older temporary files were left by a process that died: no write takes this long.
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /// Roughly the size of a picture.
    private static final int TRIAL_BYTES = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(FolderMediaStore.class);

    private final Path root;
    private final Path incoming;
    private final PrivateFolders folders = new PrivateFolders();
    private final Etags etags = new Etags();
    private final String token = UUID.randomUUID().toString();
    private final AtomicLong written = new AtomicLong();
    private final WritableFolder folder;
    private volatile boolean opened;

    /// Describes a store; nothing is created or read before it is used or checked.
    public FolderMediaStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(".incoming");
        this.folder = new WritableFolder(this.root);
    }

    /// Creates the folder when it is missing, and removes temporary files that a crash left behind.
    private void open() throws IOException {
        folders.create(incoming);
        removeLeftovers();
        folder.remember();
        opened = true;
    }

    @Override
    public void store(MediaKey key, byte[] picture) throws IOException {
        if (!opened) {
            open();
        }
        Path temporary = incoming.resolve(MediaPath.file(key) + "." + unique());
        try {
            write(temporary, picture);
            Etags.Version version = Etags.Version.of(temporary);
            publish(temporary, folderOf(root, key), MediaPath.file(key));
            etags.remember(key, version, picture);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Optional<StoredMedia> find(MediaKey key) throws IOException {
        Path file = fileOf(root, key);
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Etags.Version before = Etags.Version.of(file);
                String etag = etags.of(key, before, file);
                if (Etags.Version.of(file).equals(before)) {
                    return Optional.of(new StoredFile(file, before, etag));
                }
                etags.forget(key);
            }
        } catch (NoSuchFileException absent) {
            folder.requireInPlace();
            return Optional.empty();
        }
        throw new IOException("the picture changes all the time: " + key.path());
    }

    @Override
    public boolean delete(MediaKey key) throws IOException {
        Path file = fileOf(root, key);
        boolean existed = Files.deleteIfExists(file);
        etags.forget(key);
        if (existed) {
            folders.prune(folderOf(root, key), root);
        }
        return existed;
    }

    @Override
    public void check(boolean afterFailure) throws IOException {
        if (opened) {
            folder.require();
            folders.create(incoming);
        } else {
            open();
            folder.require();
        }
        WritableFolder.require(incoming);
        if (afterFailure) {
            tryToWrite();
        }
    }

    private void tryToWrite() throws IOException {
        Path trial = incoming.resolve("trial." + unique());
        try {
            write(trial, new byte[TRIAL_BYTES]);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /// A file name suffix that no other store on this folder uses.
    private String unique() {
        return token + "." + written.incrementAndGet();
    }

    @Override
    public void inspect() throws IOException {
        if (Files.exists(root)) {
            WritableFolder.require(root);
        }
    }

    @Override
    public OptionalLong freeBytes() {
        return Files.exists(root)
                ? OptionalLong.of(root.toFile().getUsableSpace())
                : OptionalLong.empty();
    }

    @Override
    public void browse(Instant storedBefore, Consumer<List<MediaKey>> some) throws IOException {
        new PictureWalk(root, storedBefore, some).walk();
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
            for (Path leftover : leftovers) {
                removeIfOld(leftover);
            }
        }
    }

    private static void removeIfOld(Path leftover) throws IOException {
        try {
            FileTime modified = Files.getLastModifiedTime(leftover, LinkOption.NOFOLLOW_LINKS);
            if (modified.toInstant().isBefore(Instant.now().minus(LEFT_BEHIND))) {
                Files.deleteIfExists(leftover);
            }
        } catch (NoSuchFileException e) {
            log.debug("{} is no longer there", leftover, e);
        }
    }

    private static void write(Path file, byte[] picture) throws IOException {
        try (FileChannel channel = PrivateFolders.newFile(file)) {
            ByteBuffer rest = ByteBuffer.wrap(picture);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /// Renames a finished file to its final path. A concurrent deletion may remove the empty folder
    /// between the two steps; then the folder is created again.
    private void publish(Path temporary, Path folder, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            folders.create(folder);
            try {
                Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                break;
            } catch (NoSuchFileException vanished) {
                if (attempt == ATTEMPTS) {
                    throw vanished;
                }
            }
        }
        PrivateFolders.force(folder);
    }

    private static Path fileOf(Path root, MediaKey key) {
        return root.resolve(MediaPath.of(key));
    }

    private static Path folderOf(Path root, MediaKey key) {
        return root.resolve(MediaPath.folder(key));
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private record StoredFile(Path file, Etags.Version version, String etag)
            implements StoredMedia {

        @Override
        public long length() {
            return version.length();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            if (offset < 0 || offset > length()) {
                throw new IllegalArgumentException(
                        "offset must be 0 to " + length() + ": " + offset);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                requireUnchanged();
                return Channels.newInputStream(channel.position(offset));
            } catch (IOException | RuntimeException broken) {
                channel.close();
                throw broken;
            }
        }

        /// Checked after the file was opened. Versions only move forward, so the opened file is the
        /// one that was found.
        private void requireUnchanged() throws IOException {
            if (!Etags.Version.of(file).equals(version)) {
                throw new IOException("the picture was replaced since it was found");
            }
        }
    }
}
