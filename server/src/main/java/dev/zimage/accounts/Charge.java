package dev.zimage.accounts;

import java.time.LocalDate;

/// The price of a task and who pays it.
///
/// @param key that ordered the task
/// @param budgeted whether the key has a budget that counts
/// @param price zero for a free task, which leaves no entry in the ledger
/// @param day of the order (UTC), whose budget pays for it
public record Charge(
        AccountId account,
        KeyId key,
        boolean budgeted,
        String taskId,
        Credits price,
        LocalDate day) {}
