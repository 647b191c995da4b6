package dev.zimage.api.mcp;

import dev.zimage.api.Json;
import dev.zimage.api.http.Call;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One call of a tool: who asks, with what, and where to tell the progress.
///
/// @param token the client's name for the call; null when it wants no progress
record ToolCall(Call call, ObjectNode arguments, Progress progress, @Nullable Object token) {

    /// Under which the transport hands its part over.
    static final String CONTEXT = "zimage";

    private static final String TOKEN = "progressToken";

    /// What the transport knows of a call.
    record Surroundings(Call call, Progress progress) {}

    static ToolCall of(McpTransportContext context, CallToolRequest request) {
        Surroundings around = (Surroundings) Objects.requireNonNull(context.get(CONTEXT));
        Map<String, Object> given = request.arguments();
        Map<String, Object> meta = request.meta();
        return new ToolCall(
                around.call(),
                Json.readObject(Json.write(given == null ? Map.of() : given)),
                around.progress(),
                meta == null ? null : meta.get(TOKEN));
    }

    /// @return false when the client is gone
    boolean tell(double done, String message) {
        return token == null || progress.tell(token, done, message);
    }
}
