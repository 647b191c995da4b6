package dev.zimage.accounts;

import java.util.Set;

/// What an API key may do.
///
/// @param mode whether it works for real or in the sandbox
public record KeyRights(Mode mode, Set<Scope> scopes) {}
