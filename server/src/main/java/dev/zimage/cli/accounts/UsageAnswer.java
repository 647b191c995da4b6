package dev.zimage.cli.accounts;

import dev.zimage.usage.UsageAmounts;
import dev.zimage.usage.UsageRow;

/// A row of usage, as `--json` shows it.
record UsageAnswer(
        String date,
        String account,
        String keyId,
        String keyName,
        String model,
        long imagesCompleted,
        long imagesFailed,
        long imagesProcessing,
        long charged,
        long refunded,
        long net) {

    static UsageAnswer of(String account, UsageRow row) {
        UsageAmounts amounts = row.amounts();
        return new UsageAnswer(
                row.day().toString(),
                account,
                row.key().toString(),
                row.keyName(),
                row.model(),
                amounts.completed(),
                amounts.failed(),
                amounts.processing(),
                amounts.charged().amount(),
                amounts.refunded().amount(),
                amounts.net().amount());
    }
}
