package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ledger of the own account.
final class LedgerHandlers {

    private final Ledger ledger;

    LedgerHandlers(Ledger ledger) {
        this.ledger = ledger;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/ledger", this::list),
                authenticator.signedIn("GET", "/console/api/ledger.csv", this::file));
    }

    private Answer list(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("before", "limit"));
        int limit = QueryText.limit(call);
        AccountId account = session.person().account();
        List<LedgerEntry> found = ledger.entries(account, before(call), limit + 1);
        List<ConsoleJson.Entry> page =
                found.stream().limit(limit).map(LedgerHandlers::view).toList();
        boolean more = found.size() > limit;
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Page<>(
                                page, more, more ? String.valueOf(page.getLast().id()) : null)));
    }

    private Answer file(Call call, ConsoleSession session) {
        LedgerFile file = new LedgerFile(ledger, session.person().account());
        return Answer.stream("text/csv;charset=utf-8", (out, allowed) -> file.writeTo(out))
                .with("Content-Disposition", "attachment; filename=\"zimage-ledger.csv\"");
    }

    private static @Nullable Long before(Call call) {
        return QueryText.read(call, "before", "the id of an entry", LedgerHandlers::id);
    }

    private static Optional<Long> id(String text) {
        return Ids.number("", text);
    }

    private static ConsoleJson.Entry view(LedgerEntry entry) {
        return new ConsoleJson.Entry(
                entry.id(),
                entry.kind().label(),
                entry.amount().amount(),
                entry.balanceAfter().amount(),
                entry.taskId() == null ? null : "task_" + entry.taskId(),
                entry.note(),
                entry.createdAt().getEpochSecond());
    }
}
