package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Creates the account that makes an empty installation usable, with credits and two keys. It is
/// all one transaction: a start that is killed halfway leaves nothing that the next one would
/// mistake for a completed first start.
public final class FirstAccount {

    private static final String WHY = "first start";

    private final Accounts accounts;
    private final Ledger ledger;
    private final ApiKeys keys;
    private final Database database;

    /// The secrets of its keys. They are not kept.
    public record Secrets(SecretKey live, SecretKey test) {}

    FirstAccount(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
        this.ledger = accounts.ledger();
        this.keys = accounts.keys();
    }

    /// @return empty, and nothing changed, when an account already exists
    public Optional<Secrets> create(String name, Credits credits) {
        Secrets secrets = new Secrets(keys.draw(Mode.LIVE), keys.draw(Mode.TEST));
        return database.write(tx -> {
            if (Accounts.isAny(tx) || !isFirstStart(tx)) {
                return Optional.empty();
            }
            create(tx, name, credits, secrets);
            return Optional.of(secrets);
        });
    }

    /// Whether no other process is making the first account, or has made it.
    private static boolean isFirstStart(Handle tx) {
        return tx.createUpdate(
                                """
                                insert into settings (name, value)
                                values ('account.first', 'created') on conflict (name) do nothing
                                """)
                        .execute()
                == 1;
    }

    private void create(Handle tx, String name, Credits credits, Secrets secrets) {
        AccountId id = accounts.create(tx, name).orElseThrow().id();
        if (!credits.isZero()) {
            var _ = ledger.grant(tx, id, credits, WHY).orElseThrow();
        }
        keys.create(tx, id, "first live key", Mode.LIVE, secrets.live, ApiKeys.Terms.USUAL);
        keys.create(tx, id, "first test key", Mode.TEST, secrets.test, ApiKeys.Terms.USUAL);
    }
}
