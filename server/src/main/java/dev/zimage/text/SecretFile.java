package dev.zimage.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file that holds nothing but a secret: a key, a password or a token.
public final class SecretFile {

    private static final long LONGEST = 64 << 10;

    private SecretFile() {}

    /// The secret without the white space around it, which editors leave at the end.
    ///
    /// @throws IOException when the file cannot be read, or is too long for a secret
    public static String read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too long for a secret");
        }
        return ByteOrderMark.skip(Files.readString(file)).strip();
    }
}
