package dev.zimage.cli.accounts;

import dev.zimage.accounts.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// A ledger entry, as `--json` shows it.
///
/// @param kind `grant`, `charge` or `refund`
record EntryAnswer(
        long id,
        String account,
        String kind,
        long amount,
        long balanceAfter,
        @Nullable String taskId,
        @Nullable String note,
        long createdAt) {

    static EntryAnswer of(String account, LedgerEntry entry) {
        return new EntryAnswer(
                entry.id(),
                account,
                entry.kind().label(),
                entry.amount().amount(),
                entry.balanceAfter().amount(),
                entry.taskId() == null ? null : "task_" + entry.taskId(),
                entry.note(),
                entry.createdAt().getEpochSecond());
    }
}
