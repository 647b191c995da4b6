package dev.zimage.api.mcp;

import dev.zimage.api.Fields;
import dev.zimage.api.GenerationRequest;
import dev.zimage.api.IdempotencyHeader;
import dev.zimage.api.ModelParameter;
import dev.zimage.api.OrderPlacement;
import dev.zimage.api.OrderRefusals;
import dev.zimage.api.OrderService;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.events.TaskFeed;
import dev.zimage.models.Catalogue;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.text.QuotedText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tools that draw, and those that tell of it.
final class DrawingTools {

    private static final Logger log = LoggerFactory.getLogger(DrawingTools.class);

    private static final List<String> OWN =
            List.of(
                    ToolSchemas.IDEMPOTENCY_KEY,
                    ToolSchemas.WAIT_SECONDS,
                    ToolSchemas.INCLUDE_IMAGE);
    private static final List<String> ALL =
            Stream.concat(ToolSchemas.ORDER.stream(), OWN.stream()).toList();
    private static final List<String> OF_TASK =
            List.of(ToolSchemas.TASK_ID, ToolSchemas.WAIT_SECONDS, ToolSchemas.INCLUDE_IMAGE);

    private final OrderPlacement placement;
    private final Tasks tasks;
    private final Catalogue catalogue;
    private final TaskProgressWait progressWait;
    private final DrawnResults results;

    DrawingTools(OrderService orders, TaskFeed feed) {
        this.placement = orders.placement();
        this.tasks = orders.tasks();
        this.catalogue = orders.catalogue();
        this.progressWait = new TaskProgressWait(orders, feed);
        this.results = new DrawnResults(orders.envelopes(), orders.media().store());
    }

    CallToolResult generate(ToolCall call) {
        var _ = ModelParameter.optional(call.arguments(), catalogue);
        Fields.of(call.arguments(), ALL);
        ObjectNode order = call.arguments().deepCopy();
        ObjectNode own = order.objectNode();
        OWN.stream().filter(order::has).forEach(name -> own.set(name, order.remove(name)));
        Fields fields = Fields.of(own, OWN);
        Duration wait = wait(fields, ToolSchemas.LONGEST_WAIT);
        boolean inline = inline(own, fields);
        GenerationRequest request = request(order);
        String key = fields.text(ToolSchemas.IDEMPOTENCY_KEY);
        Task task =
                submit(
                        placement.order(
                                call.call(),
                                request,
                                key == null ? null : IdempotencyHeader.of(key, request)),
                        request);
        call.call().ordered(task.id().toString());
        return result(call, task, wait, inline);
    }

    /// From here on the picture is paid for: whatever fails, the client must hear of its task, or
    /// it would order again.
    private CallToolResult result(ToolCall call, Task task, Duration wait, boolean inline) {
        try {
            return results.of(call, progressWait.await(call, task, wait), inline);
        } catch (RuntimeException e) {
            log.error("{}: {} cannot be shown", call.call().requestId(), task.id(), e);
            return Results.ordered(task.id());
        }
    }

    private GenerationRequest request(ObjectNode order) {
        if (!order.hasNonNull("model")) {
            order.put("model", catalogue.list().getFirst().id());
        }
        return GenerationRequest.read(order, catalogue);
    }

    private Task submit(TaskOrder order, GenerationRequest request) {
        return switch (placement.submit(order, request)) {
            case Submission.Accepted(Task task) -> task;
            case Submission.Replayed(Task task) -> task;
            case Submission.Declined declined -> throw OrderRefusals.of(declined, order, 1);
        };
    }

    CallToolResult quote(ToolCall call) {
        var _ = ModelParameter.optional(call.arguments(), catalogue);
        Fields.of(call.arguments(), ToolSchemas.ORDER);
        GenerationRequest request = request(call.arguments().deepCopy());
        return Results.of(placement.quote(placement.order(call.call(), request, null), request));
    }

    CallToolResult task(ToolCall call) {
        Fields fields = Fields.of(call.arguments(), OF_TASK);
        String id = fields.requiredText(ToolSchemas.TASK_ID);
        Duration wait = wait(fields, 0);
        boolean inline = inline(call.arguments(), fields);
        Task task =
                TaskId.parse(id)
                        .flatMap(known -> tasks.find(call.call().caller().account(), known))
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.TASK_NOT_FOUND,
                                        "No such task: " + QuotedText.of(id)));
        return results.of(call, progressWait.await(call, task, wait), inline);
    }

    private static Duration wait(Fields fields, int usual) {
        Long seconds = fields.integer(ToolSchemas.WAIT_SECONDS, 0, ToolSchemas.LONGEST_WAIT);
        return Duration.ofSeconds(seconds == null ? usual : seconds);
    }

    private static boolean inline(ObjectNode own, Fields fields) {
        return !own.has(ToolSchemas.INCLUDE_IMAGE) || fields.flag(ToolSchemas.INCLUDE_IMAGE);
    }
}
