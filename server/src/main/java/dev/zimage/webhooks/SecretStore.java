package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The secrets that sign messages: the newest of each endpoint, and for a while those that it
/// replaced.
final class SecretStore {

    /// Limits the secrets that sign a message, so that its signatures fit into a header. When
    /// secrets are rotated more often than that within [Webhooks#OVERLAP], the oldest end early.
    static final int MAX_SECRETS = 10;

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    SecretStore(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// The secrets that sign now, newest first. The secret of callbacks is created when it is
    /// missing; there is none for an endpoint that was deleted.
    List<WebhookSecret> valid(AccountId account, Endpoint.Id id) {
        List<WebhookSecret> known = database.read(tx -> read(tx, account, id));
        if (!known.isEmpty() || !id.equals(Endpoint.Id.CALLBACK)) {
            return known;
        }
        WebhookSecret fresh = WebhookSecret.draw(random);
        return database.write(tx -> {
            insert(tx, account, id, fresh);
            return read(tx, account, id);
        });
    }

    /// See [Webhooks#rotate].
    Optional<WebhookSecret> rotate(AccountId account, Endpoint.Id id) {
        WebhookSecret fresh = WebhookSecret.draw(random);
        return database.write(tx -> {
            AccountLock.take(tx, account);
            return replace(tx, account, id, fresh);
        });
    }

    /// The secrets of an endpoint are deleted with it: then there is none to replace.
    private Optional<WebhookSecret> replace(
            Handle tx, AccountId account, Endpoint.Id id, WebhookSecret fresh) {
        int replaced =
                tx.createUpdate(
                                """
                                update webhook_secrets set signs_until = :until
                                where account_id = :account and endpoint_id = :id
                                  and signs_until is null
                                """)
                        .bind("until", clock.instant().plus(Webhooks.OVERLAP).toEpochMilli())
                        .bind("account", account.value())
                        .bind("id", id.value())
                        .execute();
        if (replaced == 0) {
            return Optional.empty();
        }
        insert(tx, account, id, fresh);
        deleteExpired(tx, account, id);
        WebhookAudit.rotated(tx, clock.instant(), account, id);
        return Optional.of(fresh);
    }

    private void deleteExpired(Handle tx, AccountId account, Endpoint.Id id) {
        tx.createUpdate(
                        """
                        delete from webhook_secrets
                        where account_id = :account and endpoint_id = :id
                          and (signs_until <= :now or id not in (
                            select id from webhook_secrets
                            where account_id = :account and endpoint_id = :id
                            order by id desc limit :most))
                        """)
                .bind("account", account.value())
                .bind("id", id.value())
                .bind("now", clock.millis())
                .bind("most", MAX_SECRETS)
                .execute();
    }

    /// Inserts the newest secret of an endpoint, unless it has one.
    static void insert(Handle tx, AccountId account, Endpoint.Id id, WebhookSecret secret) {
        tx.createUpdate(
                        """
                        insert into webhook_secrets (account_id, endpoint_id, secret)
                        values (:account, :id, :secret)
                        on conflict (account_id, endpoint_id) where signs_until is null
                        do nothing
                        """)
                .bind("account", account.value())
                .bind("id", id.value())
                .bind("secret", secret.reveal())
                .execute();
    }

    static void delete(Handle tx, AccountId account, Endpoint.Id id) {
        tx.createUpdate(
                        """
                        delete from webhook_secrets
                        where account_id = :account and endpoint_id = :id
                        """)
                .bind("account", account.value())
                .bind("id", id.value())
                .execute();
    }

    private List<WebhookSecret> read(Handle tx, AccountId account, Endpoint.Id id) {
        return tx.createQuery(
                        """
                        select secret from webhook_secrets
                        where account_id = :account and endpoint_id = :id
                          and (signs_until is null or signs_until > :now)
                        order by id desc
                        """)
                .bind("now", clock.millis())
                .bind("account", account.value())
                .bind("id", id.value())
                .map((row, context) -> WebhookSecret.of(row.getString(1)))
                .list();
    }
}
