package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditEntry;
import dev.zimage.audit.AuditLog;
import dev.zimage.people.ConsoleSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The audit log: of all accounts for operators, of their own account for its owners.
final class AuditHandlers {

    private final AuditLog log;

    /// @param actorKind for an account's people, `operator` stands for everybody outside the
    ///   account
    /// @param account that it concerns; null for none
    record Entry(
            long id,
            long at,
            String action,
            String actorKind,
            String actor,
            AuditHandlers.@Nullable Concerned account,
            String targetId,
            String target,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            @Nullable String address,
            @Nullable String requestId) {}

    record Concerned(String id, @Nullable String name) {}

    record Actions(List<String> data) {}

    AuditHandlers(AuditLog log) {
        this.log = log;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/audit", this::own),
                authenticator.signedIn("GET", "/console/api/audit/actions", this::actions),
                authenticator.signedIn("GET", "/console/api/admin/audit", this::all));
    }

    private Answer actions(Call call, ConsoleSession session) {
        return Answer.json(
                200,
                Json.write(
                        new Actions(
                                Arrays.stream(AuditAction.values())
                                        .map(AuditAction::label)
                                        .toList())));
    }

    private Answer all(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("account", "actor", "action", "target", "day", "before", "limit"));
        AccountId account = QueryText.read(call, "account", "the id of an account", Ids::account);
        return page(call, filter(call, account), line -> entry(line, false));
    }

    private Answer own(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("actor", "action", "target", "day", "before", "limit"));
        AccountId account = session.person().account();
        return page(
                call,
                filter(call, account).fromInside(),
                line -> entry(line, line.actor().isOutside(account.value())));
    }

    private static AuditLog.Filter filter(Call call, @Nullable AccountId account) {
        return new AuditLog.Filter(
                account == null ? null : account.value(),
                call.query("actor").orElse("").strip(),
                QueryText.read(call, "action", "an action like signed-in", AuditAction::of),
                call.query("target").orElse("").strip(),
                QueryText.read(call, "day", "a day like 2026-11-29", Ids::day));
    }

    private Answer page(Call call, AuditLog.Filter filter, Function<AuditEntry, Entry> view) {
        int limit = QueryText.limit(call);
        Long before =
                QueryText.read(call, "before", "the id of an entry", text -> Ids.number("", text));
        List<Entry> found = log.entries(filter, before, limit + 1).stream().map(view).toList();
        return Answer.json(
                200,
                Json.write(ConsoleJson.Page.of(found, limit, entry -> String.valueOf(entry.id))));
    }

    /// @param outside whether the actor is not to be named: the people of an account learn that an
    ///   operator acted, but neither who nor from where
    private static Entry entry(AuditEntry entry, boolean outside) {
        Long account = entry.change().account();
        return new Entry(
                entry.id(),
                entry.at().getEpochSecond(),
                entry.change().action().label(),
                outside ? AuditLog.OPERATOR : entry.actor().kind().label(),
                outside ? "" : entry.actor().name(),
                account == null
                        ? null
                        : new Concerned(Ids.text(new AccountId(account)), entry.accountName()),
                entry.change().target().id(),
                entry.change().target().name(),
                entry.change().before().values(),
                entry.change().after().values(),
                outside ? null : entry.actor().address(),
                entry.actor().requestId());
    }
}
