package dev.zimage.audit;

import org.jspecify.annotations.Nullable;

/// A change to be recorded. Who made it is taken from [dev.zimage.actor.Actor#current].
///
/// @param account the id of the account that it concerns, whose people see the entry; null for none
/// @param before what differed before; empty for something new
/// @param after what differs now; empty for something that is gone
public record AuditChange(
        AuditAction action, @Nullable Long account, AuditTarget target, Facts before, Facts after) {

    /// A change whose action says everything.
    public AuditChange(AuditAction action, @Nullable Long account, AuditTarget target) {
        this(action, account, target, Facts.NONE, Facts.NONE);
    }

    /// The same change with what was before and is now, without the facts that are the same in
    /// both.
    public AuditChange from(Facts was, Facts is) {
        return new AuditChange(action, account, target, was.unlike(is), is.unlike(was));
    }
}
