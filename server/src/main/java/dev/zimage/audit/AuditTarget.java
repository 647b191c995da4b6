package dev.zimage.audit;

/// What was changed.
///
/// @param id as the API writes it, like `key_12`; empty for what has none, such as an unknown
///   address
/// @param name for people to read, as it was at the time of the change
public record AuditTarget(String id, String name) {

    /// The target of an attempt that names nothing known.
    public static final AuditTarget UNKNOWN = new AuditTarget("", "");

    /// An account.
    public static AuditTarget account(long id, String name) {
        return new AuditTarget("account_" + id, name);
    }
}
