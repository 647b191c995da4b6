package dev.zimage.server;

import dev.zimage.database.Database;
import dev.zimage.database.InstallationSecret;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The secret that signs links to pictures. It is drawn once and kept in the database, so that
/// links outlive a restart and every server on the same database honours them.
final class LinkSecret {

    private static final String NAME = "media.link_secret";
    private static final int BYTES = 32;

    private LinkSecret() {}

    static byte[] of(Database database, RandomGenerator random) {
        InstallationSecret secret = new InstallationSecret(database, NAME);
        return HexFormat.of().parseHex(secret.read().orElseGet(() -> secret.keep(fresh(random))));
    }

    private static String fresh(RandomGenerator random) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh);
    }
}
