package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.text.CsvCell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ledger of an account as comma-separated values (RFC 4180), newest entry first. It is read a
/// part at a time, however long it is.
final class LedgerFile {

    private static final int PART = 1_000;
    private static final String LINE_END = "\r\n";

    private final Ledger ledger;
    private final AccountId account;

    LedgerFile(Ledger ledger, AccountId account) {
        this.ledger = ledger;
        this.account = account;
    }

    void writeTo(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("id,time,kind,amount,balance_after,task_id,note" + LINE_END);
        Long before = null;
        List<LedgerEntry> part;
        do {
            part = ledger.entries(account, before, PART);
            for (LedgerEntry entry : part) {
                writer.write(line(entry));
                before = entry.id();
            }
        } while (part.size() == PART);
        writer.flush();
    }

    private static String line(LedgerEntry entry) {
        return String.join(
                        ",",
                        Long.toString(entry.id()),
                        entry.createdAt().toString(),
                        entry.kind().label(),
                        entry.amount().toString(),
                        entry.balanceAfter().toString(),
                        entry.taskId() == null ? "" : "task_" + entry.taskId(),
                        text(entry.note()))
                + LINE_END;
    }

    private static String text(@Nullable String note) {
        return note == null || note.isEmpty() ? "" : CsvCell.of(note);
    }
}
