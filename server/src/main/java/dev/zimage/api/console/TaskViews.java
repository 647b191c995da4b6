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
import dev.zimage.people.ConsoleSession;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.text.QuotedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The tasks of the own account, with what was ordered and what it cost.
final class TaskViews {

    private static final int LONGEST_TEXT = 200;

    private final TaskArchive archive;
    private final Ledger ledger;
    private final Envelopes envelopes;

    TaskViews(TaskArchive archive, Ledger ledger, Envelopes envelopes) {
        this.archive = archive;
        this.ledger = ledger;
        this.envelopes = envelopes;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/tasks", this::list),
                authenticator.signedIn("GET", "/console/api/tasks/{id}", this::one));
    }

    private Answer list(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("status", "key", "text", "before", "limit"));
        TaskArchive.Found found =
                archive.search(
                        session.person().account(),
                        filter(call),
                        QueryText.read(call, "before", "the id of a task", TaskId::parse),
                        QueryText.limit(call));
        TaskId next = found.next();
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Page<>(
                                found.tasks().stream().map(task -> view(task, call)).toList(),
                                next != null,
                                next == null ? null : next.toString())));
    }

    private static TaskArchive.Filter filter(Call call) {
        StatusFilter status =
                QueryText.read(
                        call, "status", "processing, completed or failed", TaskViews::status);
        KeyId key = QueryText.read(call, "key", "the id of a key", Ids::key);
        String text = call.query("text").orElse("").strip();
        if (text.length() > LONGEST_TEXT) {
            throw Body.invalid("text must have at most %d characters".formatted(LONGEST_TEXT));
        }
        return new TaskArchive.Filter(status == null ? StatusFilter.ALL : status, key, text);
    }

    private static Optional<StatusFilter> status(String text) {
        return Arrays.stream(StatusFilter.values())
                .filter(status -> status != StatusFilter.ALL)
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private ConsoleJson.TaskView view(TaskArchive.Archived archived, Call call) {
        return new ConsoleJson.TaskView(
                envelopes.of(archived.task(), call),
                envelopes.thumbnail(archived.task(), call).orElse(null),
                archived.task().prompt(),
                new ConsoleJson.KeyName(archived.key().toString(), archived.keyName()),
                archived.aspectRatio(),
                archived.task().format().label(),
                archived.task().isChecked(),
                archived.task().textCheck().label(),
                envelopes.undrawnWords(archived.task()));
    }

    private Answer one(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        TaskArchive.Archived found =
                TaskId.parse(text)
                        .flatMap(id -> archive.find(session.person().account(), id))
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.TASK_NOT_FOUND,
                                        "No such task: " + QuotedText.of(text)));
        return Answer.json(
                200, Json.write(new ConsoleJson.TaskDetail(view(found, call), entries(found))));
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
