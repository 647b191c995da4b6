package dev.zimage.accounts;

/// What an operator has set for an account.
///
/// @param suspended whether it may only read
/// @param contentCheck whether all its orders are checked, also those that do not ask for it
public record AccountSettings(boolean suspended, boolean contentCheck, AccountLimits limits) {}
