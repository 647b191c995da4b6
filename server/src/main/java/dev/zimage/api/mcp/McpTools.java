package dev.zimage.api.mcp;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.api.http.Unavailable;
import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All tools. A tool that fails returns a result with our message, not an error of the protocol, so
/// that the model can read it and try again.
final class McpTools {

    private static final Logger log = LoggerFactory.getLogger(McpTools.class);

    private final DrawingTools drawing;
    private final VerificationTool verification;
    private final Route.Handler balance;
    private final Route.Handler models;
    private final ToolSchemas schemas;

    /// @param balance answers with the balance
    /// @param models answers with the models
    McpTools(
            DrawingTools drawing,
            VerificationTool verification,
            Route.Handler balance,
            Route.Handler models,
            ToolSchemas schemas) {
        this.drawing = drawing;
        this.verification = verification;
        this.balance = balance;
        this.models = models;
        this.schemas = schemas;
    }

    List<SyncToolSpecification> specifications() {
        return List.of(
                tool(
                        Access.GENERATE,
                        Tool.builder("generate_image", schemas.generate())
                                .title("Generate an image")
                                .description(
                                        "Draws one picture of a text and waits for it. Costs"
                                                + " credits; a picture that fails gives them back."
                                                + " Answers with the picture and its link, or, when it"
                                                + " takes longer than the wait, with the id of the task"
                                                + " for get_task.")
                                .annotations(hints(false)),
                        drawing::generate),
                tool(
                        Access.ANY_KEY,
                        Tool.builder("get_task", schemas.task())
                                .title("Get a task")
                                .description(
                                        "The task of a picture that was ordered before: its state,"
                                                + " and the picture once it has completed. Costs"
                                                + " nothing.")
                                .annotations(hints(true)),
                        drawing::task),
                tool(
                        Access.GENERATE,
                        Tool.builder("quote", schemas.order())
                                .title("Quote a price")
                                .description(
                                        "What a picture would cost, its size, the balance and about"
                                                + " how long it would take. Orders nothing.")
                                .annotations(hints(true)),
                        drawing::quote),
                tool(
                        Access.READ,
                        Tool.builder(VerificationTool.NAME, ToolSchemas.verify())
                                .title("Verify a picture")
                                .description(
                                        "Whether a picture was made here, when and with what, and"
                                                + " whether it was changed: by its Content Credentials,"
                                                + " its watermark or its looks. Takes the picture or"
                                                + " the id of a task. Costs nothing.")
                                .annotations(hints(true)),
                        verification::verify),
                tool(
                        Access.READ,
                        Tool.builder("get_balance", ToolSchemas.nothing())
                                .title("Get the balance")
                                .description("The credits of the account; 1,000 are 1 USD.")
                                .annotations(hints(true)),
                        call -> Results.of(balance.answer(call.call()))),
                tool(
                        Access.ANY_KEY,
                        Tool.builder("list_models", ToolSchemas.nothing())
                                .title("List the models")
                                .description("The models with their prices, sizes and parameters.")
                                .annotations(hints(true)),
                        call -> Results.of(models.answer(call.call()))));
    }

    private static ToolAnnotations hints(boolean readOnly) {
        return ToolAnnotations.builder()
                .readOnlyHint(readOnly)
                .destructiveHint(false)
                .idempotentHint(readOnly)
                .openWorldHint(false)
                .build();
    }

    private static SyncToolSpecification tool(
            Access access, Tool.Builder tool, Function<ToolCall, CallToolResult> work) {
        Tool built = tool.build();
        Function<ToolCall, CallToolResult> allowed =
                call -> {
                    access.require(call.call().caller());
                    return work.apply(call);
                };
        return new SyncToolSpecification(
                built, (context, request) -> result(built.name(), context, request, allowed));
    }

    private static CallToolResult result(
            String name,
            McpTransportContext context,
            CallToolRequest request,
            Function<ToolCall, CallToolResult> work) {
        ToolCall call = ToolCall.of(context, request);
        try {
            return work.apply(call);
        } catch (Refusal refusal) {
            return refused(call, name, refusal);
        } catch (StorageException e) {
            return unavailable(call, name, e);
        } catch (RuntimeException e) {
            log.error("{}: the tool {} failed", call.call().requestId(), name, e);
            call.call().failed(ErrorCode.UNEXPECTED);
            return Results.failed(call.call().requestId());
        }
    }

    private static CallToolResult refused(ToolCall call, String name, Refusal refusal) {
        call.call().failed(refusal.code());
        Throwable cause = refusal.getCause();
        if (cause == null) {
            return Results.refused(refusal);
        }
        String requestId = call.call().requestId();
        log.error("{}: the tool {} failed", requestId, name, cause);
        return Results.failed(refusal, requestId);
    }

    private static CallToolResult unavailable(ToolCall call, String name, StorageException e) {
        String requestId = call.call().requestId();
        if (e.failure().isOutage()) {
            log.warn("{}: the tool {} was not served: {}", requestId, name, e.failure().meaning());
            Refusal refusal = Unavailable.because(e.failure());
            call.call().failed(refusal.code());
            return Results.refused(refusal);
        }
        call.call().failed(ErrorCode.UNEXPECTED);
        log.error("{}: the tool {} failed", requestId, name, e);
        return Results.failed(requestId);
    }
}
