package dev.zimage.api;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Credits;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.Readiness;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.Catalogue;
import dev.zimage.moderation.Objection;
import dev.zimage.tasks.Cancellation;
import dev.zimage.tasks.Engines;
import dev.zimage.tasks.Submission;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskOrder;
import dev.zimage.tasks.TaskQueue;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.Workers;
import dev.zimage.webhooks.WebhookUrls;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Submit, poll, list and cancel.
public final class TaskHandlers {

    private static final String RETRY_AFTER = "Retry-After";
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;

    private final Tasks tasks;
    private final TaskQueue queue;
    private final Catalogue catalogue;
    private final Engines engines;
    private final Workers workers;
    private final TaskWait wait;
    private final Envelopes envelopes;
    private final WebhookUrls webhookUrls;
    private final BooleanSupplier stopping;

    TaskHandlers(
            Tasks tasks,
            TaskQueue queue,
            Catalogue catalogue,
            Engines engines,
            Workers workers,
            TaskWait wait,
            Envelopes envelopes,
            WebhookUrls webhookUrls,
            BooleanSupplier stopping) {
        this.tasks = tasks;
        this.queue = queue;
        this.catalogue = catalogue;
        this.engines = engines;
        this.workers = workers;
        this.wait = wait;
        this.envelopes = envelopes;
        this.webhookUrls = webhookUrls;
        this.stopping = stopping;
    }

    Answer submit(Call call) {
        call.allowQuery(Set.of("dry_run"));
        boolean dryRun = dryRun(call);
        GenerationRequest request =
                GenerationRequest.read(Json.readObject(call.jsonBody()), catalogue);
        TaskOrder order = order(call, request);
        requireReady(call);
        return dryRun ? quote(order) : submit(call, order);
    }

    private static boolean dryRun(Call call) {
        String value = call.query("dry_run").orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw GenerationRequest.invalid(
                    "dry_run must be true or false, not " + Spelling.shown(value));
        }
        return value.equals("true");
    }

    private TaskOrder order(Call call, GenerationRequest request) {
        return order(call, request, IdempotencyHeader.read(call, request).orElse(null));
    }

    /// The order that a request makes, with its checked callback.
    public TaskOrder order(
            Call call, GenerationRequest request, TaskOrder.@Nullable Idempotency idempotency) {
        return new TaskOrder(
                call.caller(),
                request.model(),
                request.prompt(),
                request.aspectRatio(),
                request.format(),
                request.seed(),
                request.metadata(),
                idempotency,
                checkedCallback(request),
                request.nsfwChecker(),
                call.requestId());
    }

    private @Nullable String checkedCallback(GenerationRequest request) {
        String url = request.callbackUrl();
        if (url != null) {
            WebhookHandlers.requireGood("callback_url", url, webhookUrls);
        }
        return url;
    }

    /// Refuses an order that could not be drawn now.
    public void requireReady(Call call) {
        if (stopping.getAsBoolean()) {
            throw new Refusal(
                            ErrorCode.SHUTTING_DOWN,
                            "The server is shutting down; send the request again in a moment")
                    .retryAfter(Duration.ofSeconds(5));
        }
        if (!workers.haveRoom()) {
            throw Dispatcher.noRoom();
        }
        ImageEngine engine = engines.of(call.caller().mode());
        if (!(engine.readiness() instanceof Readiness.Ready)) {
            throw new Refusal(
                            ErrorCode.MODEL_NOT_READY,
                            "The model is not ready; /health/ready says how far it is")
                    .retryAfter(Duration.ofSeconds(10));
        }
    }

    /// What an order would cost and how long it would take.
    public Answer quote(TaskOrder order) {
        Tasks.Quote quote = tasks.quote(order);
        Objection objection = quote.objection();
        if (objection != null) {
            throw new Refusal(ErrorCode.CONTENT_REFUSED, 400, objection.message());
        }
        if (!quote.checkable()) {
            throw checkUnavailable();
        }
        Duration untilRoom = quote.untilRoom();
        if (untilRoom != null) {
            throw queueFull(untilRoom);
        }
        if (!(quote.admission() instanceof Admission.Admitted(Credits balance))) {
            throw refusal(quote.admission(), order, 1);
        }
        return Answer.json(
                200,
                Json.write(
                        new Json.Quote(
                                order.model().id(),
                                quote.price().amount(),
                                quote.price().toUsd(),
                                order.size().width(),
                                order.size().height(),
                                balance.amount(),
                                Refusal.wholeSeconds(quote.eta()))));
    }

    private Answer submit(Call call, TaskOrder order) {
        return switch (tasks.submit(order)) {
            case Submission.Accepted(Task task) -> {
                workers.wake(task.engine());
                yield answer(call, task);
            }
            case Submission.Replayed(Task task) ->
                    answer(call, task).with("Idempotent-Replayed", "true");
            case Submission.Declined declined -> throw refusal(declined, order, 1);
        };
    }

    /// Why an order for `count` pictures was declined.
    public static Refusal refusal(Submission.Declined declined, TaskOrder order, int count) {
        return switch (declined) {
            case Submission.KeyReused() ->
                    new Refusal(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was used in the last 24 hours with another body;"
                                    + " use a new key for a new request");
            case Submission.QueueFull(Duration wait) -> queueFull(wait);
            case Submission.CheckUnavailable() -> checkUnavailable();
            case Submission.Refused(Admission reason) -> refusal(reason, order, count);
        };
    }

    private static Refusal checkUnavailable() {
        return new Refusal(
                        ErrorCode.MODEL_NOT_READY,
                        "The content check cannot be loaded, and nothing is let through unchecked; ask"
                                + " the operator")
                .retryAfter(Duration.ofMinutes(1));
    }

    private static Refusal queueFull(Duration wait) {
        return new Refusal(
                        ErrorCode.QUEUE_FULL,
                        "Too many tasks are waiting; send the request again later")
                .retryAfter(wait);
    }

    private static Refusal refusal(Admission reason, TaskOrder order, int count) {
        return switch (reason) {
            case Admission.TooPoor(Credits balance) ->
                    new Refusal(
                            ErrorCode.CREDITS_TOO_LOW,
                            "Not enough credits: %s, the balance is %s"
                                    .formatted(cost(order.model().price(), count), balance));
            case Admission.OverBudget over -> overBudget(over, order, count);
            case Admission.TooManyTasks(int limit) when count > limit ->
                    new Refusal(
                            ErrorCode.TOO_MANY_TASKS,
                            "%d pictures at once are more than the %,d tasks that the account may have in"
                                            .formatted(count, limit)
                                    + " flight; ask for fewer");
            case Admission.TooManyTasks(int limit) ->
                    new Refusal(
                                    ErrorCode.TOO_MANY_TASKS,
                                    "%,d tasks are in flight, as many as the account may have; wait"
                                                    .formatted(limit)
                                            + " for one to end or cancel one")
                            .retryAfter(Duration.ofSeconds(1));
            case Admission.Suspended() ->
                    new Refusal(
                            ErrorCode.FORBIDDEN,
                            "The account is suspended; it can read, but start no task");
            case Admission.Admitted(Credits balance) ->
                    throw new IllegalStateException("admitted, and yet refused: " + balance);
        };
    }

    private static Refusal overBudget(Admission.OverBudget over, TaskOrder order, int count) {
        LocalDate day = over.day();
        return new Refusal(
                ErrorCode.CREDITS_TOO_LOW,
                "Not enough left of the budget of %s (%s): %s, %s %s of %s%s"
                        .formatted(
                                over.key().id(),
                                Spelling.shown(over.key().name()),
                                cost(order.model().price(), count),
                                over.left(),
                                over.left().amount() == 1 ? "credit is left" : "credits are left",
                                day == null
                                        ? over.key().budget().total() + " in total"
                                        : over.key().budget().day() + " a day",
                                day == null
                                        ? "; have the operator raise it"
                                        : "; the day ends at " + day.plusDays(1) + " 00:00 UTC"));
    }

    private static String cost(Credits price, int count) {
        return count == 1
                ? "the picture costs " + price
                : "%d pictures cost %d".formatted(count, price.amount() * count);
    }

    private Answer answer(Call call, Task task) {
        Optional<Integer> seconds = PreferHeader.wait(call);
        Answer answer =
                seconds.isEmpty()
                        ? Answer.json(200, Json.write(Envelopes.submitted(task)))
                        : envelope(call, wait.forOne(task, Duration.ofSeconds(seconds.get())))
                                .with("Preference-Applied", "wait=" + seconds.get());
        return answer.with("Location", "/api/v1/tasks/" + task.id());
    }

    Answer poll(Call call) {
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
                "No such task: " + Spelling.shown(call.pathParameter("id")));
    }

    Answer cancel(Call call) {
        Cancellation cancellation =
                TaskId.parse(call.pathParameter("id"))
                        .map(id -> queue.cancel(call.caller().account(), id))
                        .orElseGet(Cancellation.NotFound::new);
        return switch (cancellation) {
            case Cancellation.Cancelled(Task task) -> {
                workers.interrupt(task.id());
                yield envelope(call, task);
            }
            case Cancellation.HasEnded(Task task) ->
                    throw new Refusal(
                            ErrorCode.TASK_HAS_ENDED,
                            "The task has ended (%s) and cannot be cancelled"
                                    .formatted(task.status().label()));
            case Cancellation.NotFound() -> throw notFound(call);
        };
    }

    Answer list(Call call) {
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
                        .formatted(LARGEST_PAGE, Spelling.shown(value)));
    }

    private static Tasks.StatusFilter filter(Call call) {
        String value = call.query("status").orElse("");
        return switch (value) {
            case "" -> Tasks.StatusFilter.ALL;
            case "processing" -> Tasks.StatusFilter.PROCESSING;
            case "completed" -> Tasks.StatusFilter.COMPLETED;
            case "failed" -> Tasks.StatusFilter.FAILED;
            default ->
                    throw GenerationRequest.invalid(
                            "status must be processing, completed or failed, not "
                                    + Spelling.shown(value));
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
                                        + Spelling.shown(value.get())));
    }
}
