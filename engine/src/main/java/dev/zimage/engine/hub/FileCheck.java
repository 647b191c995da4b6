package dev.zimage.engine.hub;

import dev.zimage.engine.weights.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// What came of reading a file.
///
/// @param sha256 of its content
/// @param right whether it is the file that the hub announced
record FileCheck(String sha256, boolean right) {

    private static final int BUFFER = 1 << 20;

    /// @param read is told the bytes of each step
    static FileCheck of(Path path, HubFile file, LongConsumer read) throws IOException {
        MessageDigest sha256 = Sha256.digest();
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
                size == file.size() && file.checksum().matches(same ? digest : announced.digest());
        return new FileCheck(HexFormat.of().formatHex(digest), right);
    }
}
