package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.people.ConsoleSession;
import dev.zimage.usage.EndedTasks;
import dev.zimage.usage.Overview;
import dev.zimage.usage.Overview.Amounts;
import dev.zimage.usage.Usage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// For operators: what all accounts had drawn over time, and the tasks behind a figure.
final class OverviewHandlers {

    private static final int SHOWN = 20;
    private static final String SPANS = "day, week or month";
    private static final String FORM_OF_CODE = "the number of an error, or 0 for none";

    private final Overview overview;
    private final EndedTasks tasks;

    record Figures(long completed, long failed, long redrawn, long credits) {

        static Figures of(Amounts amounts) {
            return new Figures(
                    amounts.completed(),
                    amounts.failed(),
                    amounts.redrawn(),
                    amounts.credits().amount());
        }
    }

    /// @param waitMedian milliseconds, null when no task was begun
    record PointView(long at, Figures figures, @Nullable Long waitMedian, @Nullable Long waitP95) {

        static PointView of(Overview.Point point) {
            return new PointView(
                    point.from().getEpochSecond(),
                    Figures.of(point.amounts()),
                    point.waitMedian(),
                    point.waitP95());
        }
    }

    record FailureView(int code, String meaning, long tasks) {}

    record ModelFigures(String model, String engine, Figures figures) {}

    record KeyFigures(
            String account, String accountName, String key, String keyName, Figures figures) {}

    record AccountFigures(String account, String accountName, Figures figures) {}

    /// @param hours that a point covers
    /// @param accounts those with the most tasks
    /// @param accountsMore how many others there are
    /// @param keys those with the most tasks
    record OverviewView(
            int hours,
            PointView total,
            List<PointView> points,
            List<FailureView> failures,
            List<ModelFigures> models,
            List<AccountFigures> accounts,
            int accountsMore,
            List<KeyFigures> keys,
            int keysMore) {}

    /// @param code of the error, 0 when it was completed
    record EndedView(
            String id,
            String account,
            String accountName,
            String key,
            String keyName,
            String model,
            String engine,
            int code,
            long finishedAt,
            @Nullable Long waited,
            @Nullable Long took) {}

    OverviewHandlers(Usage usage) {
        this.overview = usage.overview();
        this.tasks = usage.endedTasks();
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/admin/overview", this::overview),
                authenticator.signedIn("GET", "/console/api/admin/tasks", this::tasks));
    }

    private Answer overview(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("span", "account", "key", "model", "engine"));
        Overview.Span span = span(call);
        return Answer.json(200, Json.write(view(span, overview.report(span, filter(call)))));
    }

    private static Overview.Span span(Call call) {
        return Objects.requireNonNullElse(
                QueryText.read(call, "span", SPANS, OverviewHandlers::span), Overview.Span.WEEK);
    }

    private static Optional<Overview.Span> span(String text) {
        return Arrays.stream(Overview.Span.values())
                .filter(span -> span.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Overview.Filter filter(Call call) {
        AccountId account = QueryText.read(call, "account", "the id of an account", Ids::account);
        KeyId key = QueryText.read(call, "key", "the id of a key", Ids::key);
        return new Overview.Filter(account, key, text(call, "model"), text(call, "engine"));
    }

    private static @Nullable String text(Call call, String name) {
        return call.query(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    private static OverviewView view(Overview.Span span, Overview.Report report) {
        List<AccountFigures> accounts = accounts(report.keys());
        return new OverviewView(
                span.hours(),
                PointView.of(report.total()),
                report.points().stream().map(PointView::of).toList(),
                report.failures().entrySet().stream()
                        .map(each ->
                                new FailureView(
                                        each.getKey(),
                                        ErrorCode.of(each.getKey()).meaning(),
                                        each.getValue()))
                        .toList(),
                report.models().stream()
                        .map(each ->
                                new ModelFigures(
                                        each.model(), each.engine(), Figures.of(each.amounts())))
                        .toList(),
                accounts.stream().limit(SHOWN).toList(),
                Math.max(0, accounts.size() - SHOWN),
                report.keys().stream().limit(SHOWN).map(OverviewHandlers::view).toList(),
                Math.max(0, report.keys().size() - SHOWN));
    }

    /// Those with the most tasks first.
    private static List<AccountFigures> accounts(List<Overview.OfKey> keys) {
        Map<AccountId, List<Overview.OfKey>> of =
                keys.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Overview.OfKey::account,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return of.values().stream()
                .map(each ->
                        new AccountFigures(
                                Ids.text(each.getFirst().account()),
                                each.getFirst().accountName(),
                                Figures.of(
                                        each.stream()
                                                .map(Overview.OfKey::amounts)
                                                .reduce(Amounts::plus)
                                                .orElseThrow())))
                .sorted(
                        Comparator.comparingLong((AccountFigures each) ->
                                        each.figures.completed + each.figures.failed)
                                .reversed())
                .toList();
    }

    private static KeyFigures view(Overview.OfKey of) {
        return new KeyFigures(
                Ids.text(of.account()),
                of.accountName(),
                of.key().toString(),
                of.keyName(),
                Figures.of(of.amounts()));
    }

    private Answer tasks(Call call, ConsoleSession session) {
        call.allowQuery(
                Set.of("span", "account", "key", "model", "engine", "code", "before", "limit"));
        int limit = QueryText.limit(call);
        EndedTasks.Filter filter =
                new EndedTasks.Filter(
                        overview.from(span(call)),
                        filter(call),
                        QueryText.read(call, "code", FORM_OF_CODE, OverviewHandlers::code));
        String before = QueryText.read(call, "before", "the id of a task", OverviewHandlers::hex);
        List<EndedView> found =
                tasks.list(filter, before, limit + 1).stream().map(OverviewHandlers::view).toList();
        return Answer.json(200, Json.write(ConsoleJson.Page.of(found, limit, EndedView::id)));
    }

    private static Optional<Integer> code(String text) {
        return text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static Optional<String> hex(String text) {
        return text.matches("task_[0-9a-f]{32}")
                ? Optional.of(text.substring("task_".length()))
                : Optional.empty();
    }

    private static EndedView view(EndedTasks.Row row) {
        return new EndedView(
                "task_" + row.hex(),
                Ids.text(row.account()),
                row.accountName(),
                row.key().toString(),
                row.keyName(),
                row.model(),
                row.engine(),
                row.code(),
                row.finishedAt().getEpochSecond(),
                row.waited(),
                row.took());
    }
}
