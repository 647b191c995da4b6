package dev.zimage.api.openai;

import dev.zimage.api.GenerationRequest;
import dev.zimage.api.IdempotencyHeader;
import dev.zimage.api.Json;
import dev.zimage.api.OrderPlacement;
import dev.zimage.api.OrderRefusals;
import dev.zimage.api.OrderService;
import dev.zimage.api.TaskWait;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.MultipartForm;
import dev.zimage.crypto.Sha256;
import dev.zimage.database.StorageException;
import dev.zimage.models.Catalogue;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.submission.Batch;
import dev.zimage.tasks.submission.BatchOrder;
import dev.zimage.tasks.submission.BatchSubmission;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/images/generations` and `/v1/images/edits`: orders pictures and waits for them.
final class ImagesHandler {

    private static final Logger log = LoggerFactory.getLogger(ImagesHandler.class);
    private static final String RETRY_COUNT = "X-Stainless-Retry-Count";

    private final OrderPlacement placement;
    private final LargeBodies bodies;
    private final Tasks tasks;
    private final TaskWait wait;
    private final Duration timeout;
    private final Catalogue catalogue;
    private final ImagesAnswers answers;

    ImagesHandler(OrderService orders, Duration timeout) {
        this.placement = orders.placement();
        this.bodies = orders.bodies();
        this.tasks = orders.tasks();
        this.wait = orders.waiting();
        this.timeout = timeout;
        this.catalogue = orders.catalogue();
        this.answers = new ImagesAnswers(orders.envelopes(), orders.media().store());
    }

    Answer generate(Call call) {
        ImagesRequest request = ImagesRequest.read(Json.readObject(call.jsonBody()), catalogue);
        return submit(call, request).get();
    }

    Answer edit(Call call) {
        return submitEdit(call).get();
    }

    /// Takes the order while its pictures are in memory.
    ///
    /// @return waits for the drawn pictures, with the sent ones forgotten
    private Supplier<Answer> submitEdit(Call call) {
        ImagesRequest.requireEditor(catalogue);
        try (LargeBodies.Permit permit = bodies.enter(call)) {
            EditForm form = EditForm.of(MultipartForm.read(call, permit));
            return submit(call, ImagesRequest.read(form, catalogue));
        }
    }

    private Supplier<Answer> submit(Call call, ImagesRequest request) {
        BatchOrder order = order(call, request);
        boolean inline = request.inline();
        return switch (placement.submit(order, request.picture())) {
            case BatchSubmission.Accepted(Batch batch) -> () -> answer(call, inline, batch);
            case BatchSubmission.Joined(Batch batch) ->
                    () -> answer(call, inline, batch).with("Idempotent-Replayed", "true");
            case BatchSubmission.Declined(Submission.Declined reason) ->
                    throw OrderRefusals.of(reason, order.each(), order.count());
        };
    }

    private static BatchOrder order(Call call, ImagesRequest request) {
        GenerationRequest picture = request.picture();
        String fingerprint = fingerprint(request);
        TaskOrder each =
                new TaskOrder(
                        call.caller(),
                        OrderPlacement.picture(picture),
                        new TaskOrder.Options(
                                picture.metadata(),
                                null,
                                picture.nsfwChecker(),
                                picture.textCheck()),
                        IdempotencyHeader.read(call, picture)
                                .map(read -> new TaskOrder.Idempotency(read.key(), fingerprint))
                                .orElse(null),
                        call.requestId());
        return new BatchOrder(each, request.count(), fingerprint, retry(call));
    }

    /// The pictures that are asked for, and how many. How they are handed over makes no difference.
    private static String fingerprint(ImagesRequest request) {
        return Sha256.hex(
                "openai\u0000%d\u0000%s"
                        .formatted(request.count(), IdempotencyHeader.hash(request.picture())));
    }

    /// How often the client says it has sent the request before; 0 when it does not.
    private static int retry(Call call) {
        return call.header(RETRY_COUNT)
                .filter(count -> count.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /// From here on the pictures are paid for. A client that hears only that something went wrong
    /// sends its order again, whether it counts or not: that one is to find them.
    private Answer answer(Call call, boolean inline, Batch batch) {
        call.ordered(batch.tasks().getFirst().id().toString());
        try {
            List<Task> ended = wait.forAll(batch.tasks(), timeout);
            return outcome(call, inline, batch, ended).with("x-task-id", ids(ended));
        } catch (RuntimeException e) {
            expectAgain(batch);
            throw e;
        }
    }

    private void expectAgain(Batch batch) {
        try {
            tasks.submissions().expectAgain(batch);
        } catch (StorageException e) {
            log.warn(
                    "a client that does not count its retries would order {} again: {}",
                    batch.id(),
                    e.failure().meaning());
        }
    }

    private Answer outcome(Call call, boolean inline, Batch batch, List<Task> ended) {
        if (!ended.stream().allMatch(task -> task.status().isFinal())) {
            expectAgain(batch);
            return OpenAiErrors.stillDrawing(ids(ended));
        }
        List<Task> drawn =
                ended.stream().filter(task -> task.status() == TaskStatus.COMPLETED).toList();
        if (drawn.isEmpty()) {
            Failure failure = Objects.requireNonNull(ended.getFirst().failure());
            call.failed(failure.code());
            return OpenAiErrors.failed(failure);
        }
        return answers.of(call, drawn, inline);
    }

    private static String ids(List<Task> tasks) {
        return tasks.stream().map(task -> task.id().toString()).collect(Collectors.joining(", "));
    }
}
