package dev.zimage.server;

import dev.zimage.database.Database;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The secret that signs links to pictures. It is drawn once and kept in the database, so that
/// links outlive a restart and every server on the same database honours them.
final class LinkSecret {

    private static final String NAME = "media.link_secret";
    private static final int BYTES = 32;

    private LinkSecret() {}

    static byte[] of(Database database, RandomGenerator random) {
        return HexFormat.of()
                .parseHex(database.read(LinkSecret::find).orElseGet(() -> draw(database, random)));
    }

    private static Optional<String> find(Handle tx) {
        return tx.createQuery("select value from settings where name = :name")
                .bind("name", NAME)
                .mapTo(String.class)
                .findOne();
    }

    private static String draw(Database database, RandomGenerator random) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        return database.write(tx -> {
            tx.createUpdate(
                            """
                            insert into settings (name, value) values (:name, :value)
                            on conflict (name) do nothing
                            """)
                    .bind("name", NAME)
                    .bind("value", HexFormat.of().formatHex(fresh))
                    .execute();
            return find(tx).orElseThrow();
        });
    }
}
