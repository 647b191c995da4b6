package dev.zimage.api.console;

import dev.zimage.accounts.KeyId;
import dev.zimage.accounts.Ledger;
import dev.zimage.api.Envelopes;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.AspectRatio;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.Person;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.lookup.Favourites;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.lookup.TaskFilter;
import dev.zimage.text.QuotedText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of the own account, with what was ordered and what it cost.
final class TaskViews {

    private static final Set<String> QUERY =
            Set.of(
                    "status",
                    "key",
                    "text",
                    "from",
                    "to",
                    "aspect_ratio",
                    "model",
                    "favourites",
                    "before",
                    "limit");

    private final TaskArchive archive;
    private final Favourites favourites;
    private final Ledger ledger;
    private final Envelopes envelopes;

    TaskViews(Tasks tasks, Ledger ledger, Envelopes envelopes) {
        this.archive = tasks.archive();
        this.favourites = tasks.favourites();
        this.ledger = ledger;
        this.envelopes = envelopes;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/tasks", this::list),
                authenticator.signedIn("GET", "/console/api/tasks/{id}", this::one),
                authenticator.signedIn("PUT", "/console/api/tasks/{id}/favourite", this::star),
                authenticator.signedIn(
                        "DELETE", "/console/api/tasks/{id}/favourite", this::unstar));
    }

    private Answer list(Call call, ConsoleSession session) {
        call.allowQuery(QUERY);
        TaskArchive.Found found =
                archive.search(
                        session.person().account(),
                        filter(call, session),
                        QueryText.read(call, "before", "the id of a task", TaskId::parse),
                        QueryText.limit(call));
        TaskId next = found.next();
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Page<>(
                                views(found.tasks(), call, session),
                                next != null,
                                next == null ? null : next.toString())));
    }

    private static TaskFilter filter(Call call, ConsoleSession session) {
        StatusFilter status =
                QueryText.read(
                        call, "status", "processing, completed or failed", TaskViews::status);
        KeyId key = QueryText.read(call, "key", "the id of a key", Ids::key);
        String text = QueryText.text(call, "text");
        return new TaskFilter(
                status == null ? StatusFilter.ALL : status,
                key,
                text,
                new TaskFilter.Days(day(call, "from"), day(call, "to")),
                ratio(call),
                QueryText.text(call, "model"),
                favourites(call) ? session.person().id().value() : null);
    }

    private static @Nullable LocalDate day(Call call, String name) {
        return QueryText.read(call, name, "a day like 2026-11-29", Ids::day);
    }

    private static String ratio(Call call) {
        AspectRatio ratio =
                QueryText.read(call, "aspect_ratio", "a ratio like 16:9", AspectRatio::of);
        return ratio == null ? "" : ratio.label();
    }

    private static boolean favourites(Call call) {
        Boolean only =
                QueryText.read(
                        call,
                        "favourites",
                        "true or false",
                        text ->
                                List.of("true", "false").contains(text)
                                        ? Optional.of(Boolean.valueOf(text))
                                        : Optional.empty());
        return only != null && only;
    }

    private static Optional<StatusFilter> status(String text) {
        return Arrays.stream(StatusFilter.values())
                .filter(status -> status != StatusFilter.ALL)
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private List<ConsoleJson.TaskView> views(
            List<TaskArchive.Archived> tasks, Call call, ConsoleSession session) {
        Set<TaskId> starred =
                favourites.among(
                        session.person().id().value(),
                        tasks.stream().map(archived -> archived.task().id()).toList());
        return tasks.stream()
                .map(each -> view(each, starred.contains(each.task().id()), call))
                .toList();
    }

    private ConsoleJson.TaskView view(TaskArchive.Archived archived, boolean favourite, Call call) {
        return new ConsoleJson.TaskView(
                envelopes.of(archived.task(), call),
                envelopes.thumbnail(archived.task(), call).orElse(null),
                archived.task().prompt(),
                new ConsoleJson.KeyName(archived.key().toString(), archived.keyName()),
                archived.aspectRatio(),
                archived.task().format().label(),
                archived.task().isChecked(),
                archived.task().textCheck().label(),
                envelopes.undrawnWords(archived.task()),
                favourite);
    }

    private Answer one(Call call, ConsoleSession session) {
        TaskArchive.Archived found =
                TaskId.parse(call.pathParameter("id"))
                        .flatMap(id -> archive.find(session.person().account(), id))
                        .orElseThrow(() -> notFound(call));
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.TaskDetail(
                                views(List.of(found), call, session).getFirst(), entries(found))));
    }

    private static Refusal notFound(Call call) {
        return new Refusal(
                ErrorCode.TASK_NOT_FOUND,
                "No such task: " + QuotedText.of(call.pathParameter("id")));
    }

    private Answer star(Call call, ConsoleSession session) {
        Person person = session.person();
        TaskId task = TaskId.parse(call.pathParameter("id")).orElseThrow(() -> notFound(call));
        if (!favourites.add(person.id().value(), person.account(), task)) {
            throw new Refusal(
                    ErrorCode.TASK_NOT_FOUND,
                    "No such task, or its picture is gone: "
                            + QuotedText.of(call.pathParameter("id")));
        }
        return Answer.empty();
    }

    private Answer unstar(Call call, ConsoleSession session) {
        TaskId task = TaskId.parse(call.pathParameter("id")).orElseThrow(() -> notFound(call));
        favourites.remove(session.person().id().value(), task);
        return Answer.empty();
    }

    private List<ConsoleJson.TaskEntry> entries(TaskArchive.Archived found) {
        return ledger.entriesOf(found.task().account(), found.task().id().hex()).stream()
                .map(entry ->
                        new ConsoleJson.TaskEntry(
                                entry.kind().label(),
                                entry.amount().amount(),
                                entry.balanceAfter().amount(),
                                entry.createdAt().getEpochSecond()))
                .toList();
    }
}
