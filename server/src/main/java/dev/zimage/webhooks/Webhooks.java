package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.accounts.LowBalances;
import dev.zimage.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The feature: the endpoints of the accounts, the secrets that sign messages, the messages and
/// their sender. Safe for use by any number of threads and processes.
public final class Webhooks {

    /// The maximum number of endpoints of an account.
    public static final int MAX_ENDPOINTS = 20;

    /// How long a replaced secret still signs.
    public static final Duration OVERLAP = Duration.ofHours(24);

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
    private final SecretStore secrets;
    private final Deliveries deliveries;
    private final MessageInsert messages;

    /// A new endpoint with its secret, which is shown only once.
    public record Created(Endpoint endpoint, WebhookSecret secret) {}

    private Webhooks(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.secrets = new SecretStore(database, clock, random);
        this.messages = new MessageInsert(clock);
        this.deliveries = new Deliveries(database, clock, random, messages);
    }

    /// Opens the feature.
    ///
    /// @param random must be cryptographically strong
    public static Webhooks open(Database database, Clock clock, RandomGenerator random) {
        return new Webhooks(database, clock, random);
    }

    /// The messages of the accounts.
    public Deliveries deliveries() {
        return deliveries;
    }

    /// Tells the webhooks of accounts whose balance is low.
    public LowBalances.CrossingRecorder balanceMessages() {
        return new BalanceMessages(messages, random);
    }

    MessageInsert messages() {
        return messages;
    }

    /// A new sender of the messages that are due; it has to be started and closed.
    ///
    /// @param urls that may be called
    public WebhookSender sender(WebhookUrls urls, MeterRegistry registry) {
        return new WebhookSender(this, deliveryQueue(), urls, clock, registry);
    }

    DeliveryQueue deliveryQueue() {
        return new DeliveryQueue(database, clock, new RetryPlan(random));
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

    /// Creates an endpoint for a validated URL.
    ///
    /// @return empty when the account already has [#MAX_ENDPOINTS]
    public Optional<Created> create(AccountId account, String url) {
        WebhookSecret secret = WebhookSecret.draw(random);
        return database.write(tx -> {
            AccountLock.take(tx, account);
            return create(tx, account, url, secret);
        });
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
                .bind("most", MAX_ENDPOINTS)
                .map(ENDPOINT)
                .findOne()
                .map(endpoint -> {
                    SecretStore.insert(tx, account, endpoint.id(), secret);
                    WebhookAudit.created(tx, clock.instant(), endpoint);
                    return new Created(endpoint, secret);
                });
    }

    /// Deletes an endpoint with its secrets. Messages that wait for it fail.
    ///
    /// @return false when it does not exist
    public boolean delete(AccountId account, Endpoint.Id id) {
        return database.write(tx -> {
            AccountLock.take(tx, account);
            int rows =
                    tx.createUpdate(
                                    """
                                    update webhook_endpoints set deleted = 1
                                    where id = :id and account_id = :account and deleted = 0
                                    """)
                            .bind("id", id.value())
                            .bind("account", account.value())
                            .execute();
            SecretStore.delete(tx, account, id);
            failPending(tx, account, id, "the endpoint was deleted");
            if (rows == 1) {
                WebhookAudit.deleted(tx, clock.instant(), account, id);
            }
            return rows == 1;
        });
    }

    /// Enables or disables an endpoint. When it is disabled, messages that wait for it fail.
    ///
    /// @return empty when it does not exist
    public Optional<Endpoint> setEnabled(AccountId account, Endpoint.Id id, boolean enabled) {
        boolean found =
                database.write(tx ->
                        disable(
                                tx,
                                account,
                                id,
                                enabled ? null : DISABLED_BY_HAND,
                                clock.instant()));
        return found ? find(account, id) : Optional.empty();
    }

    /// @param reason null to enable
    static boolean disable(
            Handle tx, AccountId account, Endpoint.Id id, @Nullable String reason, Instant now) {
        AccountLock.take(tx, account);
        boolean changed = isEnabled(tx, account, id) == (reason != null);
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
        if (rows == 1 && changed) {
            WebhookAudit.switched(tx, now, account, id, reason);
        }
        if (reason != null) {
            failPending(tx, account, id, "the endpoint was disabled: " + reason);
        }
        return rows == 1;
    }

    private static boolean isEnabled(Handle tx, AccountId account, Endpoint.Id id) {
        return tx.createQuery(
                        """
                        select 1 from webhook_endpoints
                        where id = :id and account_id = :account and disabled_reason is null
                        """)
                .bind("id", id.value())
                .bind("account", account.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
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

    /// The secret that signs messages to the `callback_url` of the account's tasks. It is created
    /// when it is first needed.
    public WebhookSecret callbackSecret(AccountId account) {
        return secrets.valid(account, Endpoint.Id.CALLBACK).getFirst();
    }

    /// Replaces the secret of an endpoint. For [#OVERLAP] the old one signs too, and so do those
    /// that were replaced shortly before: an owner who rotates twice, for example because the first
    /// answer was lost, has receivers that only know the first secret.
    ///
    /// @return empty when the endpoint does not exist
    public Optional<WebhookSecret> rotate(AccountId account, Endpoint.Id id) {
        return secrets.rotate(account, id);
    }

    /// Replaces the secret for the `callback_url` of the account's tasks.
    public WebhookSecret rotateCallbackSecret(AccountId account) {
        callbackSecret(account);
        return rotate(account, Endpoint.Id.CALLBACK).orElseThrow();
    }

    /// The secrets that sign now, newest first; none when the endpoint was deleted.
    List<WebhookSecret> secrets(AccountId account, Endpoint.Id id) {
        return secrets.valid(account, id);
    }
}
