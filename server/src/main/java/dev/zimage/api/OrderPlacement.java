package dev.zimage.api;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Credits;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Unavailable;
import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.tasks.submission.Quote;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.webhooks.WebhookUrls;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes orders, in whatever dialect they come: what can be drawn now, what it costs, and why not.
public final class OrderPlacement {

    private final Tasks tasks;
    private final OrderReadiness readiness;
    private final WebhookUrls webhookUrls;
    private final OrderPictures pictures;
    private final OrderTexts texts;

    OrderPlacement(
            Tasks tasks,
            OrderReadiness readiness,
            WebhookUrls webhookUrls,
            OrderPictures pictures,
            OrderTexts texts) {
        this.tasks = tasks;
        this.readiness = readiness;
        this.webhookUrls = webhookUrls;
        this.pictures = pictures;
        this.texts = texts;
    }

    /// The order that a request makes, with its checked callback.
    public TaskOrder order(
            Call call, GenerationRequest request, TaskOrder.@Nullable Idempotency idempotency) {
        return new TaskOrder(
                call.caller(),
                picture(request),
                new TaskOrder.Options(
                        request.metadata(),
                        checkedCallback(request),
                        request.nsfwChecker(),
                        request.textCheck()),
                idempotency,
                call.requestId());
    }

    /// What a request wants drawn.
    public static TaskOrder.PictureOrder picture(GenerationRequest request) {
        return new TaskOrder.PictureOrder(
                request.model(),
                request.prompt(),
                request.aspectRatio(),
                request.format(),
                request.seed());
    }

    private @Nullable String checkedCallback(GenerationRequest request) {
        String url = request.callbackUrl();
        if (url != null) {
            WebhookHandlers.requireGood("callback_url", url, webhookUrls);
        }
        return url;
    }

    /// Takes an order that can be drawn now, with the pictures that its request brings. A repeated
    /// order still gets its earlier answer.
    ///
    /// @throws Refusal when it is new and cannot be drawn now
    public Submission submit(TaskOrder order, GenerationRequest request) {
        if (request.pictures().isEmpty()) {
            return submit(order);
        }
        Optional<Submission> earlier = uncharged(() -> tasks.submissions().earlier(order));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (isObjectedTo(order)) {
            return submit(order);
        }
        SourceSet sources = pictures.store(request);
        Submission submission = submit(order.editing(sources));
        if (!(submission instanceof Submission.Accepted)) {
            pictures.discard(sources);
        }
        return submission;
    }

    /// The same for several pictures.
    ///
    /// @throws Refusal when they are new and cannot be drawn now
    public BatchSubmission submit(BatchOrder order, GenerationRequest request) {
        if (request.pictures().isEmpty()) {
            return submit(order);
        }
        Optional<BatchSubmission> earlier = uncharged(() -> tasks.submissions().earlier(order));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (isObjectedTo(order.each())) {
            return submit(order);
        }
        SourceSet sources = pictures.store(request);
        BatchSubmission submission = submit(order.editing(sources));
        if (!(submission instanceof BatchSubmission.Accepted)) {
            pictures.discard(sources);
        }
        return submission;
    }

    /// Whether the content check objects to the prompt, so that nothing will be drawn.
    ///
    /// @throws Refusal when the order would be declined; then no picture is fetched for it
    private boolean isObjectedTo(TaskOrder order) {
        refuseIfHindered(order);
        Quote quote = uncharged(() -> tasks.quote(order));
        if (quote.objection() == null) {
            requireRoom(quote);
            requireAdmission(quote, order);
        }
        return quote.objection() != null;
    }

    private Submission submit(TaskOrder order) {
        return uncharged(() -> {
            Optional<Refusal> hindrance = refusal(order);
            return hindrance.isEmpty()
                    ? tasks.submit(order)
                    : tasks.submissions().earlier(order).orElseThrow(hindrance::get);
        });
    }

    private BatchSubmission submit(BatchOrder order) {
        return uncharged(() -> {
            Optional<Refusal> hindrance = refusal(order.each());
            return hindrance.isEmpty()
                    ? tasks.submit(order)
                    : tasks.submissions().earlier(order).orElseThrow(hindrance::get);
        });
    }

    private Optional<Refusal> refusal(TaskOrder order) {
        return readiness.refusal(order.model(), order.caller().mode());
    }

    /// Runs a submission that charges nothing unless it returns, and tells the client so when it
    /// fails. An `Error` is left out: it may come after the commit.
    private static <T> T uncharged(Supplier<T> submission) {
        try {
            return submission.get();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (StorageException e) {
            throw e.failure().isOutage() ? e : Unavailable.notStored(e);
        } catch (RuntimeException e) {
            throw Unavailable.notStarted(e);
        }
    }

    private void refuseIfHindered(TaskOrder order) {
        refusal(order)
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private static void requireRoom(Quote quote) {
        if (!quote.checkable()) {
            throw OrderRefusals.checkUnavailable();
        }
        if (!quote.readable()) {
            throw OrderRefusals.readerUnavailable();
        }
        Duration untilRoom = quote.untilRoom();
        if (untilRoom != null) {
            throw OrderRefusals.queueFull(untilRoom);
        }
    }

    private static Credits requireAdmission(Quote quote, TaskOrder order) {
        if (quote.admission() instanceof Admission.Admitted(Credits balance)) {
            return balance;
        }
        throw OrderRefusals.of(quote.admission(), order, 1);
    }

    /// What an order would cost and how long it would take. Its pictures are not fetched.
    ///
    /// @throws Refusal when it could not be drawn now
    public Answer quote(TaskOrder order, GenerationRequest request) {
        refuseIfHindered(order);
        Quote quote = tasks.quote(order);
        PolicyViolation objection = quote.objection();
        if (objection != null) {
            throw new Refusal(ErrorCode.CONTENT_REFUSED, 400, objection.message());
        }
        requireRoom(quote);
        Credits balance = requireAdmission(quote, order);
        pictures.check(request);
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
                                Refusal.wholeSeconds(quote.eta()),
                                texts.of(order))));
    }
}
