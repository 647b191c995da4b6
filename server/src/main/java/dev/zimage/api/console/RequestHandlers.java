package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import dev.zimage.requests.RecordedRequest;
import dev.zimage.requests.RequestCursor;
import dev.zimage.requests.RequestFilter;
import dev.zimage.requests.RequestHistory;
import dev.zimage.requests.ServedRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The last requests to the API: of all accounts for operators, of their own account for others.
final class RequestHandlers {

    private final RequestHistory history;

    /// @param enabled whether requests are recorded
    record RequestPage(
            boolean enabled, List<RequestLine> data, boolean hasMore, @Nullable String next) {}

    /// @param key null where none was sent, and for people of the console
    /// @param console whether somebody who has signed in sent it
    /// @param account for operators only
    /// @param address for operators only
    record RequestLine(
            String id,
            long at,
            String method,
            String route,
            int status,
            @Nullable Integer error,
            double ms,
            RequestHandlers.@Nullable UsedKey key,
            boolean console,
            AuditHandlers.@Nullable Concerned account,
            @Nullable String address,
            @Nullable String taskId) {}

    record UsedKey(String id, @Nullable String name, @Nullable String hint) {}

    RequestHandlers(RequestHistory history) {
        this.history = history;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/requests", this::own),
                authenticator.signedIn("GET", "/console/api/admin/requests", this::all));
    }

    private Answer own(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("id", "status", "key", "route", "before", "limit"));
        RequestFilter filter = filter(call, session.person().account(), "");
        return page(call, filter, recorded -> line(recorded, false));
    }

    private Answer all(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("id", "status", "key", "route", "account", "before", "limit"));
        RequestFilter filter = filter(call, null, QueryText.text(call, "account"));
        return page(call, filter, recorded -> line(recorded, true));
    }

    private static RequestFilter filter(
            Call call, @Nullable AccountId account, String accountText) {
        return new RequestFilter(
                account,
                QueryText.text(call, "id"),
                QueryText.read(
                        call,
                        "status",
                        "errors, good, client or server",
                        RequestFilter.StatusClass::of),
                QueryText.text(call, "key"),
                QueryText.text(call, "route"),
                accountText);
    }

    private Answer page(
            Call call, RequestFilter filter, Function<RecordedRequest, RequestLine> view) {
        int limit = QueryText.limit(call);
        RequestCursor before =
                QueryText.read(call, "before", "the next of a page", RequestCursor::parse);
        List<RecordedRequest> found = history.find(filter, before, limit + 1);
        ConsoleJson.Page<RecordedRequest> page =
                ConsoleJson.Page.of(found, limit, last -> last.cursor().toString());
        return Answer.json(
                200,
                Json.write(
                        new RequestPage(
                                history.isEnabled(),
                                page.data().stream().map(view).toList(),
                                page.hasMore(),
                                page.next())));
    }

    private static RequestLine line(RecordedRequest recorded, boolean operator) {
        ServedRequest request = recorded.request();
        ServedRequest.Sender sender = request.sender();
        KeyId key = sender == null ? null : sender.key();
        return new RequestLine(
                request.id(),
                recorded.at().getEpochSecond(),
                request.method(),
                request.route(),
                request.status(),
                request.error(),
                request.took().toNanos() / 1e6,
                key == null ? null : key(key, recorded.key()),
                sender != null && key == null,
                operator && sender != null
                        ? new AuditHandlers.Concerned(
                                Ids.text(sender.account()), recorded.accountName())
                        : null,
                operator ? request.address() : null,
                request.task());
    }

    private static UsedKey key(KeyId id, RecordedRequest.@Nullable KeyLabel label) {
        return label == null
                ? new UsedKey(id.toString(), null, null)
                : new UsedKey(id.toString(), label.name(), label.hint());
    }
}
