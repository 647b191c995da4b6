package dev.zimage.accounts;

/// What a task costs whom.
///
/// @param price zero for a task that is free: it leaves no entry in the ledger
public record Charge(AccountId account, String taskId, Credits price) {}
