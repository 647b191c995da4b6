package dev.zimage.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zimage.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The validators of pictures: half of the SHA-256 of their bytes. Recent ones are cached, so a
/// picture is hashed when it is stored, and again only after a restart.
///
/// The tag is deliberately not stored beside the file: the folder contains only pictures, and
/// nothing that could disagree with them after a restore.
public final class Etags {

    private static final int REMEMBERED = 10_000;
    private static final int HASH_BYTES = 16;
    private static final int BUFFER = 1 << 16;

    private final Cache<MediaKey, Remembered> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

    /// Identifies one version of a file. A picture is only ever replaced by renaming a new file
    /// over it, which changes the inode, so two versions never compare equal.
    public record Version(long length, FileTime modified, @Nullable Object inode) {

        public static Version of(Path file) throws IOException {
            BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(read.size(), read.lastModifiedTime(), read.fileKey());
        }
    }

    private record Remembered(Version version, String etag) {}

    public Etags() {}

    public void remember(MediaKey key, Version version, byte[] picture) {
        recent.put(key, new Remembered(version, of(Sha256.digest().digest(picture))));
    }

    public void forget(MediaKey key) {
        recent.invalidate(key);
    }

    public String of(MediaKey key, Version version, Path file) throws IOException {
        Remembered known = recent.getIfPresent(key);
        if (known != null && known.version().equals(version)) {
            return known.etag();
        }
        String etag;
        try (InputStream in = Files.newInputStream(file)) {
            etag = of(in);
        }
        recent.put(key, new Remembered(version, etag));
        return etag;
    }

    /// Computes the validator of a picture by reading all of it.
    public static String of(InputStream picture) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        for (int read = picture.read(buffer); read >= 0; read = picture.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return of(digest.digest());
    }

    /// The validator of a picture with this SHA-256.
    public static String of(byte[] hash) {
        return '"' + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + '"';
    }
}
