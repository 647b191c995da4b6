package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The account that makes an empty installation usable, with credits and two keys. All of it is one
/// transaction: a start that is killed in between leaves nothing that the next one would take for a
/// first start that was.
public final class FirstAccount {

    private static final String WHY = "first start";

    private final Accounts accounts;
    private final Ledger ledger;
    private final ApiKeys keys;
    private final Database database;

    /// The secrets of its keys, which are not kept.
    public record Secrets(SecretKey live, SecretKey test) {}

    /// @param random must be cryptographically strong
    public FirstAccount(Database database, Clock clock, RandomGenerator random) {
        this.accounts = new Accounts(database, clock);
        this.ledger = new Ledger(database, clock);
        this.keys = new ApiKeys(database, clock, random);
        this.database = database;
    }

    /// @return empty, and nothing changed, when there is an account already
    public Optional<Secrets> make(String name, Credits credits) {
        Secrets secrets = new Secrets(keys.draw(Mode.LIVE), keys.draw(Mode.TEST));
        return database.write(tx -> {
            if (Accounts.isAny(tx)) {
                return Optional.empty();
            }
            make(tx, name, credits, secrets);
            return Optional.of(secrets);
        });
    }

    private void make(Handle tx, String name, Credits credits, Secrets secrets) {
        AccountId id = accounts.create(tx, name).orElseThrow().id();
        if (!credits.isZero()) {
            var _ = ledger.grant(tx, id, credits, WHY).orElseThrow();
        }
        keys.create(tx, id, "first live key", Mode.LIVE, secrets.live, ApiKeys.Terms.USUAL);
        keys.create(tx, id, "first test key", Mode.TEST, secrets.test, ApiKeys.Terms.USUAL);
    }
}
