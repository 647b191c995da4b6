package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import dev.zimage.usage.AccountStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ledger of the own account.
final class LedgerHandlers {

    private static final Set<String> KINDS = Set.of("grant", "charge", "refund");

    private final Ledger ledger;
    private final AccountStatement statement;

    LedgerHandlers(Ledger ledger, AccountStatement statement) {
        this.ledger = ledger;
        this.statement = statement;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/ledger", this::list),
                authenticator.signedIn("GET", "/console/api/ledger.csv", this::file));
    }

    private Answer list(Call call, ConsoleSession session) {
        return list(call, session.person().account());
    }

    /// The page of an account's ledger that a request asks for.
    Answer list(Call call, AccountId account) {
        call.allowQuery(Set.of("kind", "key", "day", "before", "limit"));
        int limit = QueryText.limit(call);
        List<ConsoleJson.Entry> found =
                statement.lines(account, filter(call), before(call), limit + 1).stream()
                        .map(LedgerHandlers::view)
                        .toList();
        return Answer.json(
                200,
                Json.write(ConsoleJson.Page.of(found, limit, entry -> String.valueOf(entry.id()))));
    }

    private static AccountStatement.Filter filter(Call call) {
        return new AccountStatement.Filter(
                QueryText.read(
                        call,
                        "kind",
                        "grant, charge or refund",
                        text -> Optional.of(text).filter(KINDS::contains)),
                QueryText.read(call, "key", "the id of a key", Ids::key),
                QueryText.read(call, "day", "a day like 2026-11-29", Ids::day));
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

    private static ConsoleJson.Entry view(AccountStatement.Line line) {
        AccountStatement.Order order = line.order();
        return new ConsoleJson.Entry(
                line.id(),
                line.kind(),
                line.amount().amount(),
                line.balanceAfter().amount(),
                line.taskHex() == null ? null : "task_" + line.taskHex(),
                line.note(),
                line.createdAt().getEpochSecond(),
                order == null
                        ? null
                        : new ConsoleJson.PaidFor(
                                order.prompt(),
                                new ConsoleJson.KeyName(order.key().toString(), order.keyName()),
                                order.seconds()));
    }
}
