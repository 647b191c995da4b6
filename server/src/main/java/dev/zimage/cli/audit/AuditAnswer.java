package dev.zimage.cli.audit;

import dev.zimage.audit.AuditEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log, as `--json` shows it.
///
/// @param action like `credits-granted`
/// @param actorKind `person`, `key`, `command-line`, `server` or `stranger`
/// @param account that it concerns; null for none
/// @param before what differed before
/// @param after what differs since
record AuditAnswer(
        long id,
        long at,
        String action,
        String actorKind,
        String actor,
        @Nullable String account,
        String targetId,
        String target,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after,
        @Nullable String address,
        @Nullable String requestId) {

    static AuditAnswer of(AuditEntry entry) {
        return new AuditAnswer(
                entry.id(),
                entry.at().getEpochSecond(),
                entry.change().action().label(),
                entry.actor().kind().label(),
                entry.actor().name(),
                entry.accountName(),
                entry.change().target().id(),
                entry.change().target().name(),
                entry.change().before().values(),
                entry.change().after().values(),
                entry.actor().address(),
                entry.actor().requestId());
    }
}
