package dev.zimage.api.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.TaskId;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;

/// What tools answer with.
final class Results {

    private Results() {}

    static CallToolResult of(List<Content> content) {
        return CallToolResult.builder().content(content).isError(false).build();
    }

    static Content content(String text) {
        return TextContent.builder(text).build();
    }

    static CallToolResult text(byte[] json) {
        return of(List.of(content(new String(json, UTF_8))));
    }

    /// The body of an answer of the API.
    static CallToolResult of(Answer answer) {
        return text(((Answer.Bytes) answer.body()).bytes());
    }

    static CallToolResult refused(Refusal refusal) {
        String wait =
                refusal.headers().stream()
                        .filter(header -> header.name().equals("Retry-After"))
                        .map(header -> ". Try again in " + header.value() + " seconds")
                        .findFirst()
                        .orElse("");
        return error(refusal.code(), refusal.text() + wait);
    }

    /// A fault of ours, with the request id that its text mentions.
    static CallToolResult failed(Refusal refusal, String requestId) {
        return error(refusal.code(), refusal.text() + " " + requestId);
    }

    static CallToolResult failed(String requestId) {
        return error(
                ErrorCode.UNEXPECTED,
                "Something went wrong here. Try again; if it happens again, give the operator "
                        + requestId);
    }

    /// A picture was ordered, and more cannot be said now.
    static CallToolResult ordered(TaskId task) {
        return error(
                ErrorCode.UNEXPECTED,
                "The picture was ordered as %s, but cannot be shown now. Call get_task with this"
                                .formatted(task)
                        + " task_id; do not order it again");
    }

    private static CallToolResult error(ErrorCode code, String message) {
        return CallToolResult.builder()
                .content(List.of(content("Error " + code.number() + ": " + message)))
                .isError(true)
                .build();
    }
}
