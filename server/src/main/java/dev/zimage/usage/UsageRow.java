package dev.zimage.usage;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import java.time.LocalDate;

/// What one key of an account ordered of one model on one day.
///
/// @param day of the order, in UTC
/// @param keyName as the operator named it
public record UsageRow(
        LocalDate day,
        AccountId account,
        KeyId key,
        String keyName,
        String model,
        UsageAmounts amounts) {}
