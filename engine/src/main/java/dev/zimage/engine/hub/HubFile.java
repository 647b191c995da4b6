package dev.zimage.engine.hub;

import dev.zimage.engine.weights.ByteCount;
import dev.zimage.engine.weights.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// A file in a repository.
///
/// @param path from the repository's root, with `/` between its parts; never out of it
record HubFile(String path, long size, Checksum checksum) {

    HubFile {
        if (!isInside(path)) {
            throw new IllegalArgumentException("a path out of its folder");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a negative size");
        }
    }

    /// Whether a path stays inside the folder that it is resolved in, on every file system.
    static boolean isInside(String path) {
        return !path.isEmpty()
                && path.length() <= 500
                && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /// A file as a hub lists it, not yet checked.
    ///
    /// @param size -1 for none told
    /// @param hex the checksum, empty for none told
    record ListedFile(String path, long size, Checksum.Kind kind, String hex) {

        /// A tebibyte. What is planned for a file before there is room for it grows with its size.
        private static final long LARGEST = 1L << 40;

        /// The file, if its content can be verified.
        ///
        /// @throws PullException when it has no size or checksum, or would leave its folder
        HubFile checked() throws PullException {
            if (!HubFile.isInside(path)) {
                throw new PullException(
                        PullException.Kind.UNSAFE,
                        "the hub lists a file outside of its folder: " + HubResponse.quoted(path));
            }
            if (size > LARGEST) {
                throw new PullException(
                        PullException.Kind.WRONG_CONTENT,
                        "the hub tells %s of %s; no file of a model is as large"
                                .formatted(ByteCount.text(size), path));
            }
            if (size < 0 || !Checksum.is(kind, hex)) {
                throw new PullException(
                        PullException.Kind.WRONG_CONTENT,
                        "the hub tells no size or no checksum of " + path);
            }
            return new HubFile(path, size, new Checksum(kind, hex));
        }
    }

    /// A checksum by which a hub identifies the content of a file.
    ///
    /// @param hex in lower case
    record Checksum(Kind kind, String hex) {

        enum Kind {
            /// SHA-256 of the content: files in large-file storage, and all of ModelScope's.
            SHA_256(64),
            /// The SHA-1 that git names a blob by, over `blob <size>\0` and the content: the small
            /// files of a Hugging Face repository.
            GIT_BLOB(40);

            private final Pattern form;

            Kind(int digits) {
                this.form = Pattern.compile("[0-9a-f]{" + digits + "}");
            }
        }

        Checksum {
            hex = hex.toLowerCase(Locale.ROOT);
            if (!kind.form.matcher(hex).matches()) {
                throw new IllegalArgumentException("not a " + kind + " checksum");
            }
        }

        /// Whether the text has the form of such a checksum.
        static boolean is(Kind kind, String text) {
            return kind.form.matcher(text.toLowerCase(Locale.ROOT)).matches();
        }

        static Checksum sha256(String hex) {
            return new Checksum(Kind.SHA_256, hex);
        }

        /// The digest for a file of that size.
        MessageDigest digest(long size) {
            return switch (kind) {
                case SHA_256 -> ContentHash.digest();
                case GIT_BLOB -> {
                    MessageDigest digest = sha1();
                    digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
                    yield digest;
                }
            };
        }

        private static MessageDigest sha1() {
            try {
                return MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has SHA-1", e);
            }
        }

        boolean matches(byte[] digest) {
            return HexFormat.of().formatHex(digest).equals(hex);
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + ":" + hex;
        }
    }

    /// The result of reading a file.
    ///
    /// @param sha256 of its content
    /// @param right whether it is the file that the hub announced
    record Reading(String sha256, boolean right) {

        private static final int BUFFER = 1 << 20;

        /// @param read is told the bytes of each step
        static Reading of(Path path, HubFile file, LongConsumer read) throws IOException {
            MessageDigest sha256 = ContentHash.digest();
            MessageDigest announced = file.checksum().digest(file.size());
            boolean same = file.checksum().kind() == Checksum.Kind.SHA_256;
            long size = 0;
            try (InputStream in = Files.newInputStream(path)) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    sha256.update(buffer, 0, n);
                    if (!same) {
                        announced.update(buffer, 0, n);
                    }
                    size += n;
                    read.accept(n);
                }
            }
            byte[] digest = sha256.digest();
            boolean right =
                    size == file.size()
                            && file.checksum().matches(same ? digest : announced.digest());
            return new Reading(HexFormat.of().formatHex(digest), right);
        }
    }
}
