package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditChange;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import dev.zimage.audit.Facts;
import java.net.URI;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records changes of webhooks in the audit log. Of a URL it keeps the scheme and the host, because
/// many have secrets in the path or the query.
final class WebhookAudit {

    private static final String CALLBACKS = "callback_url";

    private WebhookAudit() {}

    static void created(Handle tx, Instant now, Endpoint endpoint) {
        AuditLog.record(
                tx,
                now,
                of(
                        AuditAction.WEBHOOK_CREATED,
                        endpoint.account(),
                        endpoint.id(),
                        server(endpoint.url())));
    }

    static void deleted(Handle tx, Instant now, AccountId account, Endpoint.Id id) {
        record(tx, now, AuditAction.WEBHOOK_DELETED, account, id);
    }

    static void rotated(Handle tx, Instant now, AccountId account, Endpoint.Id id) {
        record(tx, now, AuditAction.WEBHOOK_SECRET_ROTATED, account, id);
    }

    /// @param reason null where it was enabled
    static void switched(
            Handle tx, Instant now, AccountId account, Endpoint.Id id, @Nullable String reason) {
        AuditAction action =
                reason == null ? AuditAction.WEBHOOK_ENABLED : AuditAction.WEBHOOK_DISABLED;
        AuditLog.record(
                tx,
                now,
                of(tx, action, account, id)
                        .from(
                                Facts.NONE,
                                reason == null ? Facts.NONE : Facts.of("reason", reason)));
    }

    private static void record(
            Handle tx, Instant now, AuditAction action, AccountId account, Endpoint.Id id) {
        AuditLog.record(tx, now, of(tx, action, account, id));
    }

    private static AuditChange of(
            Handle tx, AuditAction action, AccountId account, Endpoint.Id id) {
        return of(action, account, id, name(tx, account, id));
    }

    private static AuditChange of(
            AuditAction action, AccountId account, Endpoint.Id id, String name) {
        return new AuditChange(action, account.value(), new AuditTarget(id.toString(), name));
    }

    private static String name(Handle tx, AccountId account, Endpoint.Id id) {
        if (id.equals(Endpoint.Id.CALLBACK)) {
            return CALLBACKS;
        }
        return tx.createQuery(
                        """
                        select url from webhook_endpoints
                        where id = :id and account_id = :account
                        """)
                .bind("id", id.value())
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne()
                .map(WebhookAudit::server)
                .orElse("");
    }

    private static String server(String url) {
        URI parsed = URI.create(url);
        return parsed.getScheme() + "://" + parsed.getHost();
    }
}
