package dev.zimage.accounts;

import java.time.LocalDate;

/// What a task costs whom.
///
/// @param key that ordered the task
/// @param budgeted whether the key has a budget that counts
/// @param price zero for a task that is free: it leaves no entry in the ledger
/// @param day of the order (UTC), the one whose budget pays for it
public record Charge(
        AccountId account,
        KeyId key,
        boolean budgeted,
        String taskId,
        Credits price,
        LocalDate day) {}
