package dev.zimage.api;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.PreferHeader;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.api.http.UnreadablePictureException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.Catalogue;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.lookup.StatusFilter;
import dev.zimage.tasks.queue.CancelResult;
import dev.zimage.tasks.retention.PictureDeletion;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.text.QuotedText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Submit, poll, list and cancel, and delete pictures.
final class TaskHandlers {

    private static final String RETRY_AFTER = "Retry-After";
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;

    private final Tasks tasks;
    private final Catalogue catalogue;
    private final OrderPlacement placement;
    private final LargeBodies bodies;
    private final TaskWait wait;
    private final Envelopes envelopes;
    private final PictureDeletion deletion;

    TaskHandlers(OrderService orders) {
        this.tasks = orders.tasks();
        this.catalogue = orders.catalogue();
        this.placement = orders.placement();
        this.bodies = orders.bodies();
        this.wait = orders.waiting();
        this.envelopes = orders.envelopes();
        this.deletion = orders.tasks().pictureDeletion(orders.media().store());
    }

    Stream<Route> routes() {
        return Stream.of(
                Route.keyed("POST", "/api/v1/images/generations", Access.GENERATE, this::submit),
                Route.keyed("GET", "/api/v1/tasks", Access.ANY_KEY, this::list),
                Route.keyed("GET", "/api/v1/tasks/{id}", Access.ANY_KEY, this::poll),
                Route.keyed("POST", "/api/v1/tasks/{id}/cancel", Access.GENERATE, this::cancel),
                Route.keyed(
                        "DELETE",
                        "/api/v1/tasks/{id}/output",
                        Access.GENERATE,
                        this::deleteOutput));
    }

    private Answer submit(Call call) {
        return read(call).apply(call);
    }

    /// Takes the order while its body is in memory.
    ///
    /// @return what answers it, without the body: the answer may wait for the picture
    private Function<Call, Answer> read(Call call) {
        try (LargeBodies.Permit permit = bodies.enter(call)) {
            byte[] body = call.jsonBody(permit);
            GenerationRequest request = GenerationRequest.read(Json.readObject(body), catalogue);
            if (!request.model().terms().edits()) {
                Call.requireSmall(body);
            }
            call.allowQuery(Set.of("dry_run"));
            boolean dryRun = dryRun(call);
            TaskOrder order =
                    placement.order(
                            call, request, IdempotencyHeader.read(call, request).orElse(null));
            if (dryRun) {
                Answer quote = placement.quote(order, request);
                return _ -> quote;
            }
            return submitted(placement.submit(order, request), order);
        }
    }

    private static boolean dryRun(Call call) {
        String value = call.query("dry_run").orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw GenerationRequest.invalid(
                    "dry_run must be true or false, not " + QuotedText.of(value));
        }
        return value.equals("true");
    }

    private Function<Call, Answer> submitted(Submission submission, TaskOrder order) {
        return switch (submission) {
            case Submission.Accepted(Task task) -> call -> answer(call, task);
            case Submission.Replayed(Task task) ->
                    call -> answer(call, task).with("Idempotent-Replayed", "true");
            case Submission.Declined declined -> throw OrderRefusals.of(declined, order, 1);
        };
    }

    private Answer answer(Call call, Task task) {
        call.ordered(task.id().toString());
        Optional<Integer> seconds = PreferHeader.wait(call);
        Answer answer =
                seconds.isEmpty()
                        ? Answer.json(200, Json.write(Envelopes.submitted(task)))
                        : envelope(call, wait.forOne(task, Duration.ofSeconds(seconds.get())))
                                .with("Preference-Applied", "wait=" + seconds.get());
        return answer.with("Location", "/api/v1/tasks/" + task.id());
    }

    private Answer poll(Call call) {
        Task task =
                TaskId.parse(call.pathParameter("id"))
                        .flatMap(id -> tasks.find(call.caller().account(), id))
                        .orElseThrow(() -> notFound(call));
        return envelope(call, task);
    }

    private Answer envelope(Call call, Task task) {
        return Answer.json(200, Json.write(envelopes.of(task, call)))
                .with(RETRY_AFTER, task.status().isFinal() ? null : "1");
    }

    static Refusal notFound(Call call) {
        return new Refusal(
                ErrorCode.TASK_NOT_FOUND,
                "No such task: " + QuotedText.of(call.pathParameter("id")));
    }

    private Answer cancel(Call call) {
        CancelResult cancellation =
                TaskId.parse(call.pathParameter("id"))
                        .map(id -> tasks.cancel(call.caller().account(), id))
                        .orElseGet(CancelResult.NotFound::new);
        return switch (cancellation) {
            case CancelResult.Cancelled(Task task) -> envelope(call, task);
            case CancelResult.HasEnded(Task task) ->
                    throw new Refusal(
                            ErrorCode.TASK_HAS_ENDED,
                            "The task has ended (%s) and cannot be cancelled"
                                    .formatted(task.status().label()));
            case CancelResult.NotFound() -> throw notFound(call);
        };
    }

    /// Doing it again changes nothing, so an answer that was lost may be asked for again.
    private Answer deleteOutput(Call call) {
        PictureDeletion.Result result =
                TaskId.parse(call.pathParameter("id"))
                        .map(id -> delete(call, id))
                        .orElseGet(PictureDeletion.Result.NotFound::new);
        return switch (result) {
            case PictureDeletion.Result.Deleted(Task task) -> envelope(call, task);
            case PictureDeletion.Result.NotEnded() ->
                    throw new Refusal(
                            ErrorCode.TASK_NOT_ENDED,
                            "The task has no picture yet; cancel it, or delete the picture when it"
                                    + " has ended");
            case PictureDeletion.Result.NotFound() -> throw notFound(call);
        };
    }

    private PictureDeletion.Result delete(Call call, TaskId id) {
        try {
            return deletion.delete(call.caller().account(), id);
        } catch (IOException e) {
            throw new UnreadablePictureException(e);
        }
    }

    private Answer list(Call call) {
        call.allowQuery(Set.of("status", "limit", "before"));
        int limit = limit(call);
        List<Task> found =
                tasks.list(call.caller().account(), filter(call), before(call), limit + 1);
        return Answer.json(
                200,
                Json.write(
                        new Json.Page<>(
                                found.stream()
                                        .limit(limit)
                                        .map(task -> envelopes.of(task, call))
                                        .toList(),
                                found.size() > limit)));
    }

    static int limit(Call call) {
        String value = call.query("limit").orElse(Integer.toString(USUAL_PAGE));
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw GenerationRequest.invalid(
                "limit must be an integer from 1 to %d, not %s"
                        .formatted(LARGEST_PAGE, QuotedText.of(value)));
    }

    private static StatusFilter filter(Call call) {
        String value = call.query("status").orElse("");
        return switch (value) {
            case "" -> StatusFilter.ALL;
            case "processing" -> StatusFilter.PROCESSING;
            case "completed" -> StatusFilter.COMPLETED;
            case "failed" -> StatusFilter.FAILED;
            default ->
                    throw GenerationRequest.invalid(
                            "status must be processing, completed or failed, not "
                                    + QuotedText.of(value));
        };
    }

    private static @Nullable TaskId before(Call call) {
        Optional<String> value = call.query("before");
        if (value.isEmpty()) {
            return null;
        }
        return TaskId.parse(value.get())
                .orElseThrow(() ->
                        GenerationRequest.invalid(
                                "before must be the id of a task, not "
                                        + QuotedText.of(value.get())));
    }
}
