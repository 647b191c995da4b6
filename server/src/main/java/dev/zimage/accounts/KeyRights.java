package dev.zimage.accounts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an API key may do.
///
/// @param mode whether it works for real or in the sandbox
/// @param member the id of the person who made it for their own use: it is revoked when they are
///   removed, and cannot change what concerns the whole account. Null for a key of the account
public record KeyRights(Mode mode, Set<Scope> scopes, @Nullable Long member) {

    /// The rights of a key of the account.
    public KeyRights(Mode mode, Set<Scope> scopes) {
        this(mode, scopes, null);
    }
}
