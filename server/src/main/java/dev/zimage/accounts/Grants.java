package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Idempotent grants of credits: the key of the request is stored in the transaction of the grant
/// and kept as long as the ledger.
public final class Grants {

    private final Database database;
    private final Ledger ledger;
    private final Clock clock;

    /// The result of a request.
    public sealed interface Outcome {

        /// The credits were granted, now or when the key was first used.
        ///
        /// @param balance right after the grant
        record Granted(Credits balance, boolean before) implements Outcome {}

        /// The balance would fall below zero.
        record TooPoor() implements Outcome {}

        /// The key was used before with another amount or note.
        record KeyReused() implements Outcome {}
    }

    /// @param amount negative to take credits away, never zero
    /// @param key identifies the grant, so that a repeated request grants nothing more
    public record Request(AccountId account, Credits amount, String note, String key) {}

    private record Known(long amount, String note, Credits balance) {}

    Grants(Database database, Ledger ledger, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Outcome grant(Request request) {
        return database.write(tx -> {
            AccountLock.take(tx, request.account);
            return known(tx, request)
                    .map(known -> again(known, request))
                    .orElseGet(() -> first(tx, request));
        });
    }

    private static Optional<Known> known(Handle tx, Request request) {
        return tx.createQuery(
                        """
                        select amount, note, balance from grant_requests
                        where account_id = :account and key = :key
                        """)
                .bind("account", request.account.value())
                .bind("key", request.key)
                .map((row, context) ->
                        new Known(row.getLong(1), row.getString(2), new Credits(row.getLong(3))))
                .findOne();
    }

    private static Outcome again(Known known, Request request) {
        return known.amount == request.amount.amount() && known.note.equals(request.note)
                ? new Outcome.Granted(known.balance, true)
                : new Outcome.KeyReused();
    }

    private Outcome first(Handle tx, Request request) {
        Optional<Credits> balance =
                ledger.grant(
                        tx,
                        request.account,
                        request.amount,
                        request.note.isEmpty() ? null : request.note);
        balance.ifPresent(after -> note(tx, request, after));
        return balance.<Outcome>map(after -> new Outcome.Granted(after, false))
                .orElseGet(Outcome.TooPoor::new);
    }

    private void note(Handle tx, Request request, Credits balance) {
        tx.createUpdate(
                        """
                        insert into grant_requests
                          (account_id, key, amount, note, balance, created_at)
                        values (:account, :key, :amount, :note, :balance, :now)
                        """)
                .bind("account", request.account.value())
                .bind("key", request.key)
                .bind("amount", request.amount.amount())
                .bind("note", request.note)
                .bind("balance", balance.amount())
                .bind("now", clock.millis())
                .execute();
    }
}
