package dev.zimage.cli.accounts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.usage.UsageFigures;
import dev.zimage.usage.UsageRow;

/// A row of usage, as `--json` shows it.
record UsageAnswer(
        String date,
        String account,
        String keyId,
        String keyName,
        String model,
        @JsonUnwrapped UsageFigures figures,
        long imagesRedrawn) {

    static UsageAnswer of(String account, UsageRow row) {
        return new UsageAnswer(
                row.day().toString(),
                account,
                row.key().toString(),
                row.keyName(),
                row.model(),
                UsageFigures.of(row.amounts()),
                row.amounts().redrawn());
    }
}
