package dev.zimage.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pictures as plain files in a folder of this machine. Files have mode 0600, folders 0700.
///
/// On disk a picture is `<6 digits>/<2 digits>/<32 digits>-<index>.jpg`, where the first eight are
/// the start of the task's id. Ids begin with the time, so the outer folder covers 4.7 hours and
/// the inner one 65 seconds: no folder grows large, new pictures share a few folders that are in
/// memory, and what retention deletes takes whole folders with it.
///
/// One process at a time may have a store open on a folder, because opening it removes what a crash
/// left half written.
public final class FolderMediaStore implements MediaStore {

    private static final int OUTER_DIGITS = 6;
    private static final int INNER_DIGITS = 8;
    private static final int ATTEMPTS = 5;

    /// About as large as a picture.
    private static final int TRIAL_BYTES = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(FolderMediaStore.class);

    private final Path root;
    private final Path incoming;
    private final PrivateFolders folders = new PrivateFolders();
    private final Etags etags = new Etags();
    private final AtomicLong written = new AtomicLong();
    private final WritableFolder folder;
    private volatile boolean opened;

    /// Opens the store, makes its folder where it is missing, and removes the leftovers of a crash.
    /// A folder that cannot be used yet is no failure here: [#check] says what is wrong with it,
    /// and opens the store once it can be used.
    public FolderMediaStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(".incoming");
        this.folder = new WritableFolder(this.root);
        try {
            open();
        } catch (IOException e) {
            log.debug("{} cannot be used yet", this.root, e);
        }
    }

    private void open() throws IOException {
        folders.create(incoming);
        removeLeftovers();
        folder.remember();
        opened = true;
    }

    @Override
    public void store(MediaKey key, byte[] picture) throws IOException {
        Path temporary = incoming.resolve(fileName(key) + "." + written.incrementAndGet());
        try {
            write(temporary, picture);
            Etags.Version version = Etags.Version.of(temporary);
            publish(temporary, folderOf(root, key), fileName(key));
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
        Path trial = incoming.resolve("trial." + written.incrementAndGet());
        try {
            write(trial, new byte[TRIAL_BYTES]);
        } finally {
            Files.deleteIfExists(trial);
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
                Files.deleteIfExists(leftover);
            }
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

    /// Renames a finished file to its place. A deletion may take the empty folder away between the
    /// two steps; then it is made again.
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

    /// Where a picture is in the store in `root`, for those who must not open the store because a
    /// server has it open.
    public static Path fileOf(Path root, MediaKey key) {
        return folderOf(root, key).resolve(fileName(key));
    }

    private static Path folderOf(Path root, MediaKey key) {
        String hex = key.taskHex();
        return root.resolve(hex.substring(0, OUTER_DIGITS))
                .resolve(hex.substring(OUTER_DIGITS, INNER_DIGITS));
    }

    private static String fileName(MediaKey key) {
        return key.taskHex() + "-" + key.index() + "." + key.format().extension();
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

        /// Asked after the file was opened: versions only move forward, so the opened one is the
        /// one that was found.
        private void requireUnchanged() throws IOException {
            if (!Etags.Version.of(file).equals(version)) {
                throw new IOException("the picture was replaced since it was found");
            }
        }
    }
}
