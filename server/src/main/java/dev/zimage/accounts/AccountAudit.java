package dev.zimage.accounts;

import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditChange;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import dev.zimage.audit.Facts;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records in the audit log what happens to accounts, their credits and their keys.
final class AccountAudit {

    private AccountAudit() {}

    static void created(Handle tx, Instant now, Account account) {
        record(tx, now, AuditAction.ACCOUNT_CREATED, account);
    }

    /// Records a change of an account, unless nothing is different.
    static void changed(Handle tx, Instant now, Account was, Account is) {
        AuditAction action =
                was.suspended() == is.suspended()
                        ? AuditAction.ACCOUNT_CHANGED
                        : is.suspended()
                                ? AuditAction.ACCOUNT_SUSPENDED
                                : AuditAction.ACCOUNT_RESUMED;
        AuditLog.recordDifference(tx, now, of(action, is).from(facts(was), facts(is)));
    }

    private static Facts facts(Account account) {
        return Facts.of("name", account.name())
                .with("suspended", account.suspended())
                .with("content_check", account.contentCheck())
                .with("requests_per_minute", account.requestsPerMinute())
                .with("tasks_in_flight", account.maxTasksInFlight())
                .with("low_balance", Credits.amountOf(account.lowBalance()));
    }

    static void granted(
            Handle tx, Instant now, Account account, Credits amount, @Nullable String note) {
        Credits before = account.balance().minus(amount);
        Facts after =
                Facts.of("balance", account.balance().amount()).with("credits", amount.amount());
        AuditLog.record(
                tx,
                now,
                of(AuditAction.CREDITS_GRANTED, account)
                        .from(
                                Facts.of("balance", before.amount()),
                                note == null ? after : after.with("note", note)));
    }

    static void keyCreated(Handle tx, Instant now, ApiKey key) {
        AuditLog.record(
                tx, now, of(AuditAction.KEY_CREATED, key).from(Facts.NONE, facts(key).known()));
    }

    static void keyChanged(Handle tx, Instant now, ApiKey was, ApiKey is) {
        AuditLog.recordDifference(
                tx, now, of(AuditAction.KEY_CHANGED, is).from(facts(was), facts(is)));
    }

    static void keyRevoked(Handle tx, Instant now, ApiKey key) {
        AuditLog.record(tx, now, of(AuditAction.KEY_REVOKED, key));
    }

    private static Facts facts(ApiKey key) {
        Credits day = key.budget().day();
        Credits total = key.budget().total();
        return Facts.of("name", key.name())
                .with("mode", key.mode().label())
                .with("scopes", Scope.labels(key.scopes()))
                .with("expires_at", key.expiresAt() == null ? null : key.expiresAt().toString())
                .with("budget_day", day == null ? null : day.amount())
                .with("budget_total", total == null ? null : total.amount());
    }

    private static void record(Handle tx, Instant now, AuditAction action, Account account) {
        AuditLog.record(tx, now, of(action, account));
    }

    private static AuditChange of(AuditAction action, Account account) {
        long id = account.id().value();
        return new AuditChange(action, id, AuditTarget.account(id, account.name()));
    }

    private static AuditChange of(AuditAction action, ApiKey key) {
        return new AuditChange(
                action,
                key.account().value(),
                new AuditTarget(key.id().toString(), key.name() + " (" + key.hint() + ")"));
    }
}
