package dev.zimage.api;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Credits;
import dev.zimage.api.http.Refusal;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.text.QuotedText;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What clients are told when an order is declined, in every dialect.
public final class OrderRefusals {

    private static final Duration WHILE_LOADING = Duration.ofSeconds(10);

    private OrderRefusals() {}

    /// Why an order for `count` pictures was declined.
    public static Refusal of(Submission.Declined declined, TaskOrder order, int count) {
        return switch (declined) {
            case Submission.KeyReused() ->
                    new Refusal(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was used in the last 24 hours with another body;"
                                    + " use a new key for a new request");
            case Submission.QueueFull(Duration wait) -> queueFull(wait);
            case Submission.CheckUnavailable() -> checkUnavailable();
            case Submission.ReaderUnavailable() -> readerUnavailable();
            case Submission.Refused(Admission reason) -> of(reason, order, count);
        };
    }

    static Refusal checkUnavailable() {
        return new Refusal(
                        ErrorCode.MODEL_NOT_READY,
                        "The content check cannot be loaded, and nothing is let through unchecked;"
                                + " ask the operator")
                .retryAfter(Duration.ofMinutes(1));
    }

    static Refusal readerUnavailable() {
        return new Refusal(
                        ErrorCode.MODEL_NOT_READY,
                        "The text check cannot be loaded; set text_check to off, or ask the"
                                + " operator")
                .retryAfter(Duration.ofMinutes(1));
    }

    static Refusal queueFull(Duration wait) {
        return new Refusal(
                        ErrorCode.QUEUE_FULL,
                        "Too many tasks are waiting; send the request again later")
                .retryAfter(wait);
    }

    static Refusal of(Admission reason, TaskOrder order, int count) {
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
                                    "The account has reached its limit of tasks in flight: %,d."
                                                    .formatted(limit)
                                            + " Wait for one to end, or cancel one")
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
                                QuotedText.of(over.key().name()),
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

    /// Why an engine takes no orders; empty when it takes them. An engine that has failed for good
    /// is not to be asked again.
    static Optional<Refusal> of(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready() -> Optional.empty();
            case Readiness.Loading _ ->
                    Optional.of(
                            notReady("The model is not ready; /health/ready says how far it is")
                                    .retryAfter(WHILE_LOADING));
            case Readiness.Retrying(Fault fault, Duration wait) ->
                    Optional.of(
                            notReady(
                                            "The model cannot be loaded now, and is tried again by"
                                                    + " itself: "
                                                    + fault.text())
                                    .retryAfter(wait));
            // The fault names the operator's settings; /health/ready and `zimage doctor` show it.
            case Readiness.Unreachable(Fault _, Duration wait) -> Optional.of(unusable(wait));
            case Readiness.Failed(Fault fault) ->
                    Optional.of(
                            notReady(
                                            "The model cannot be loaded, and sending the request"
                                                    + " again does not help: "
                                                    + fault.text()
                                                    + ". The operator has to mend it and start the"
                                                    + " server again")
                                    .notToBeRetried());
        };
    }

    /// The refusal while the workers of an engine live and cannot draw.
    static Refusal unusable() {
        return unusable(WHILE_LOADING);
    }

    private static Refusal unusable(Duration wait) {
        return notReady("No server that draws this model answers now; send the request again later")
                .retryAfter(wait);
    }

    private static Refusal notReady(String message) {
        return new Refusal(ErrorCode.MODEL_NOT_READY, message);
    }
}
