package dev.zimage.api.mcp;

import dev.zimage.api.Json;
import dev.zimage.api.JsonInteger;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a client sent: one message of JSON-RPC 2.0, checked before the SDK sees it.
sealed interface IncomingMessage {

    /// Wants an answer.
    record Request(JSONRPCRequest message) implements IncomingMessage {}

    /// Wants none: a notification, or an answer to a question that we did not ask.
    record Note() implements IncomingMessage {}

    /// No message.
    ///
    /// @param id of the message, if it has one
    record Malformed(@Nullable Object id, int code, String message) implements IncomingMessage {

        /// The answer; the SDK has none without an id.
        byte[] json() {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", McpSchema.JSONRPC_VERSION);
            if (id != null) {
                answer.put("id", id);
            }
            answer.put("error", Map.of("code", code, "message", message));
            return Json.write(answer);
        }
    }

    JsonMapper MAPPER = new JsonMapper();
    TypeReference<Map<String, Object>> PARAMS = new TypeReference<>() {};

    /// @param permit for the body
    /// @throws Refusal when the body is too large, no JSON by its type, or does not arrive
    static IncomingMessage read(Call call, LargeBodies.Permit permit) {
        byte[] body = call.jsonBody(permit);
        ObjectNode message;
        try {
            message = Json.readObject(body);
        } catch (Refusal refusal) {
            return refusal.code() == ErrorCode.NOT_A_JSON_OBJECT
                    ? malformed(null, ErrorCodes.PARSE_ERROR, refusal.text())
                    : fail(refusal);
        }
        if (!isVerification(message)) {
            Call.requireSmall(body);
        }
        return read(message);
    }

    /// Whether it calls the one tool that takes large pictures.
    private static boolean isVerification(ObjectNode message) {
        return message.path("method").asString("").equals(McpSchema.METHOD_TOOLS_CALL)
                && message.path("params").path("name").asString("").equals(VerificationTool.NAME);
    }

    private static IncomingMessage fail(Refusal refusal) {
        throw refusal;
    }

    private static IncomingMessage read(ObjectNode message) {
        JsonNode id = message.path("id");
        boolean answered = id.isString() || JsonInteger.value(id).isPresent();
        Object shownId = answered ? idOf(id) : null;
        JsonNode method = message.path("method");
        JsonNode params = message.path("params");
        if (!message.path("jsonrpc").asString("").equals(McpSchema.JSONRPC_VERSION)
                || !(method.isString() || (method.isMissingNode() && answered))
                || !(answered || id.isMissingNode())) {
            return malformed(
                    shownId, ErrorCodes.INVALID_REQUEST, "Send one message of JSON-RPC 2.0");
        }
        if (!answered || method.isMissingNode()) {
            return new Note();
        }
        return fits(method.asString(), params)
                ? new Request(
                        new JSONRPCRequest(
                                McpSchema.JSONRPC_VERSION,
                                method.asString(),
                                shownId,
                                params.isObject() ? MAPPER.convertValue(params, PARAMS) : null))
                : malformed(
                        shownId,
                        ErrorCodes.INVALID_PARAMS,
                        "params must be an object; that of tools/call has a name and arguments");
    }

    private static Object idOf(JsonNode id) {
        return id.isString() ? id.asString() : (Object) JsonInteger.value(id).getAsLong();
    }

    private static boolean fits(String method, JsonNode params) {
        return method.equals(McpSchema.METHOD_TOOLS_CALL)
                ? params.path("name").isString() && isObjectOrNothing(params.path("arguments"))
                : isObjectOrNothing(params);
    }

    private static boolean isObjectOrNothing(JsonNode node) {
        return node.isObject() || node.isNull() || node.isMissingNode();
    }

    private static Malformed malformed(@Nullable Object id, int code, String message) {
        return new Malformed(id, code, message);
    }
}
