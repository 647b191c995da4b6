package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Looks up the keys that requests present, and stores when they were used.
record PresentedKeys(Database database) {

    /// The key with this hash, whatever its state. The index is searched for a hash, so the time of
    /// the lookup reveals nothing about the secret.
    Optional<ApiKey> findByHash(String hash) {
        return database.read(tx ->
                tx.createQuery("select * from api_keys where hash = :hash")
                        .bind("hash", hash)
                        .map(KeyRows.KEY)
                        .findOne());
    }

    void recordUse(Map<KeyId, Instant> lastUses) {
        database.write(tx -> {
            PreparedBatch batch =
                    tx.prepareBatch("update api_keys set last_used_at = :at where id = :id");
            lastUses.entrySet().stream()
                    .sorted(Comparator.comparingLong(use -> use.getKey().value()))
                    .forEach(use ->
                            batch.bind("at", use.getValue().toEpochMilli())
                                    .bind("id", use.getKey().value())
                                    .add());
            return batch.execute().length;
        });
    }
}
