package dev.zimage.server;

import dev.zimage.database.Database;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The secret that signs links to pictures. It is drawn once and kept in the database, so that
/// links outlive a restart and every server on the same database honours them.
final class LinkSecret {

    private static final String NAME = "media.link_secret";
    private static final int BYTES = 32;

    private LinkSecret() {}

    static byte[] of(Database database, RandomGenerator random) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        String hex =
                database.write(tx -> {
                    tx.createUpdate(
                                    """
                                    insert into settings (name, value) values (:name, :value)
                                    on conflict (name) do nothing
                                    """)
                            .bind("name", NAME)
                            .bind("value", HexFormat.of().formatHex(fresh))
                            .execute();
                    return tx.createQuery("select value from settings where name = :name")
                            .bind("name", NAME)
                            .mapTo(String.class)
                            .one();
                });
        return HexFormat.of().parseHex(hex);
    }
}
