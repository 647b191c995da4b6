package dev.zimage.audit;

import dev.zimage.actor.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the audit log.
///
/// @param accountName the present name of the account that it concerns
public record AuditEntry(
        long id, Instant at, Actor actor, AuditChange change, @Nullable String accountName) {}
