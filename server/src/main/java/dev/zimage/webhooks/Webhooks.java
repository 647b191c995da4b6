package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The endpoints of the accounts and the secrets that sign what is sent. Safe for use by any number
/// of threads and processes.
public final class Webhooks {

    /// Endpoints of an account at once.
    public static final int MOST = 20;

    /// How long a secret that was replaced still signs.
    public static final Duration OVERLAP = Duration.ofHours(24);

    /// Secrets that sign a message, so that its signatures fit into a header: with more rotations
    /// than that in [#OVERLAP] the oldest end early.
    static final int MOST_SECRETS = 10;

    private static final String DISABLED_BY_HAND = "disabled by hand";

    private static final RowMapper<Endpoint> ENDPOINT =
            (row, context) ->
                    new Endpoint(
                            new Endpoint.Id(row.getLong("id")),
                            new AccountId(row.getLong("account_id")),
                            row.getString("url"),
                            row.getString("disabled_reason"),
                            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// An endpoint with its secret, which is shown this once.
    public record Created(Endpoint endpoint, WebhookSecret secret) {}

    public Webhooks(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// The endpoints of an account, oldest first.
    public List<Endpoint> list(AccountId account) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select id, account_id, url, disabled_reason, created_at
                                from webhook_endpoints
                                where account_id = :account and deleted = 0 order by id
                                """)
                        .bind("account", account.value())
                        .map(ENDPOINT)
                        .list());
    }

    public Optional<Endpoint> find(AccountId account, Endpoint.Id id) {
        return list(account).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Makes an endpoint of a checked URL.
    ///
    /// @return empty when the account has [#MOST]
    public Optional<Created> create(AccountId account, String url) {
        WebhookSecret secret = WebhookSecret.draw(random);
        return database.write(tx -> create(tx, account, url, secret));
    }

    private Optional<Created> create(
            Handle tx, AccountId account, String url, WebhookSecret secret) {
        return tx.createQuery(
                        """
                        insert into webhook_endpoints (account_id, url, created_at)
                        select :account, :url, :now
                        where (select count(*) from webhook_endpoints
                               where account_id = :account and deleted = 0) < :most
                        returning id, account_id, url, disabled_reason, created_at
                        """)
                .bind("account", account.value())
                .bind("url", url)
                .bind("now", clock.millis())
                .bind("most", MOST)
                .map(ENDPOINT)
                .findOne()
                .map(endpoint -> {
                    insertSecret(tx, account, endpoint.id(), secret);
                    return new Created(endpoint, secret);
                });
    }

    /// Takes an endpoint away, with its secret; what was still to be sent there fails.
    ///
    /// @return false when there is none
    public boolean delete(AccountId account, Endpoint.Id id) {
        return database.write(tx -> {
            int rows =
                    tx.createUpdate(
                                    """
                                    update webhook_endpoints set deleted = 1
                                    where id = :id and account_id = :account and deleted = 0
                                    """)
                            .bind("id", id.value())
                            .bind("account", account.value())
                            .execute();
            tx.createUpdate(
                            """
                            delete from webhook_secrets
                            where account_id = :account and endpoint_id = :id
                            """)
                    .bind("account", account.value())
                    .bind("id", id.value())
                    .execute();
            failPending(tx, account, id, "the endpoint was deleted");
            return rows == 1;
        });
    }

    /// Lets an endpoint be told of tasks, or no longer; what was still to be sent then fails.
    ///
    /// @return empty when there is none
    public Optional<Endpoint> setEnabled(AccountId account, Endpoint.Id id, boolean enabled) {
        boolean found =
                database.write(tx -> disable(tx, account, id, enabled ? null : DISABLED_BY_HAND));
        return found ? find(account, id) : Optional.empty();
    }

    /// @param reason null to enable
    static boolean disable(Handle tx, AccountId account, Endpoint.Id id, @Nullable String reason) {
        int rows =
                tx.createUpdate(
                                """
                                update webhook_endpoints set disabled_reason = :reason
                                where id = :id and account_id = :account and deleted = 0
                                """)
                        .bind("reason", reason)
                        .bind("id", id.value())
                        .bind("account", account.value())
                        .execute();
        if (reason != null) {
            failPending(tx, account, id, "the endpoint was disabled: " + reason);
        }
        return rows == 1;
    }

    private static void failPending(Handle tx, AccountId account, Endpoint.Id id, String why) {
        tx.createUpdate(
                        """
                        update webhook_deliveries
                        set status = 'failed', next_at = null, lease_until = null, answer = :why,
                            answer_status = null, last_at = coalesce(last_at, created_at)
                        where status = 'pending' and account_id = :account and endpoint_id = :id
                        """)
                .bind("why", why)
                .bind("account", account.value())
                .bind("id", id.value())
                .execute();
    }

    /// The secret that signs what goes to the `callback_url` of the account's tasks. It is made
    /// when it is first needed.
    public WebhookSecret callbackSecret(AccountId account) {
        return secrets(account, Endpoint.Id.CALLBACK).getFirst();
    }

    /// Replaces the secret of an endpoint. For [#OVERLAP] the old one signs too, and so do those
    /// that were replaced shortly before it: whoever rotates twice, because the first answer was
    /// lost, say, has receivers that know the first secret only.
    ///
    /// @return empty when there is no such endpoint
    public Optional<WebhookSecret> rotate(AccountId account, Endpoint.Id id) {
        WebhookSecret fresh = WebhookSecret.draw(random);
        return database.write(tx -> replace(tx, account, id, fresh));
    }

    /// Replaces the secret for the `callback_url` of the account's tasks.
    public WebhookSecret rotateCallbackSecret(AccountId account) {
        callbackSecret(account);
        return rotate(account, Endpoint.Id.CALLBACK).orElseThrow();
    }

    /// The secret of an endpoint that was deleted is gone with it: then there is none to replace.
    private Optional<WebhookSecret> replace(
            Handle tx, AccountId account, Endpoint.Id id, WebhookSecret fresh) {
        int replaced =
                tx.createUpdate(
                                """
                                update webhook_secrets set signs_until = :until
                                where account_id = :account and endpoint_id = :id
                                  and signs_until is null
                                """)
                        .bind("until", clock.instant().plus(OVERLAP).toEpochMilli())
                        .bind("account", account.value())
                        .bind("id", id.value())
                        .execute();
        if (replaced == 0) {
            return Optional.empty();
        }
        insertSecret(tx, account, id, fresh);
        forgetSecrets(tx, account, id);
        return Optional.of(fresh);
    }

    private void forgetSecrets(Handle tx, AccountId account, Endpoint.Id id) {
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
                .bind("most", MOST_SECRETS)
                .execute();
    }

    /// The secrets that sign now, the newest first; none when the endpoint was deleted.
    List<WebhookSecret> secrets(AccountId account, Endpoint.Id id) {
        List<WebhookSecret> known = database.read(tx -> readSecrets(tx, account, id));
        if (!known.isEmpty() || !id.equals(Endpoint.Id.CALLBACK)) {
            return known;
        }
        WebhookSecret fresh = WebhookSecret.draw(random);
        return database.write(tx -> {
            insertSecret(tx, account, id, fresh);
            return readSecrets(tx, account, id);
        });
    }

    private static void insertSecret(
            Handle tx, AccountId account, Endpoint.Id id, WebhookSecret secret) {
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

    private List<WebhookSecret> readSecrets(Handle tx, AccountId account, Endpoint.Id id) {
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
