package dev.zimage.engine.hub;

import dev.zimage.engine.weights.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// By which a hub tells what is in a file.
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

    static Checksum gitBlob(String hex) {
        return new Checksum(Kind.GIT_BLOB, hex);
    }

    /// What to feed a file of that size into.
    MessageDigest digest(long size) {
        return switch (kind) {
            case SHA_256 -> Sha256.digest();
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
