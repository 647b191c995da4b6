package dev.zimage.api.mcp;

import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Spelling;
import dev.zimage.text.ProgramVersion;
import dev.zimage.text.QuotedText;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Carries messages between our requests and the SDK's server. A call of a tool is answered with a
/// stream of events where the client takes one, so that progress can be told on the way; everything
/// else with one JSON object.
final class McpMessages {

    private static final String EVENTS = "text/event-stream";
    private static final String INSTRUCTIONS =
            "Draws pictures from text. Ask quote for the price before you draw many. generate_image"
                    + " draws one picture and costs credits; when it answers with the status"
                    + " processing, call get_task with the id until the task has completed.";

    private final McpJsonMapper json = new JacksonMcpJsonMapper(new JsonMapper());
    private final McpStatelessServerHandler server;
    private final List<String> toolNames;

    McpMessages(McpTools tools) {
        Transport transport = new Transport();
        List<SyncToolSpecification> specifications = tools.specifications();
        this.toolNames = specifications.stream().map(known -> known.tool().name()).toList();
        McpServer.sync(transport)
                .serverInfo("zimage", ProgramVersion.text())
                .instructions(INSTRUCTIONS)
                .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(specifications)
                .jsonMapper(json)
                .jsonSchemaValidator(TRUSTING)
                .validateToolInputs(false)
                .immediateExecution(true)
                .build();
        this.server = Objects.requireNonNull(transport.handler);
    }

    /// The tools check what they are given, and say better what is wrong with it.
    private static final JsonSchemaValidator TRUSTING =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(null);

    /// The SDK hands over here what answers requests.
    private static final class Transport implements McpStatelessServerTransport {

        private @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler given) {
            handler = given;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return McpEndpoint.VERSIONS;
        }
    }

    /// @param permit for the body; closed as soon as no picture that it may hold is needed
    Answer answer(Call call, LargeBodies.Permit permit) {
        return switch (IncomingMessage.read(call, permit)) {
            case IncomingMessage.Request(JSONRPCRequest request) -> {
                // Nobody waits for a permit while another one waits for a picture to be drawn.
                if (!isVerification(request)) {
                    permit.close();
                }
                yield answer(call, request);
            }
            case IncomingMessage.Note() -> Answer.json(202, new byte[0]);
            case IncomingMessage.Malformed malformed -> Answer.json(400, malformed.json());
        };
    }

    private Answer answer(Call call, JSONRPCRequest request) {
        // A verification has no progress, and its picture is in memory only while it has its
        // permit.
        boolean streamed =
                request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                        && !isVerification(request)
                        && call.header("Accept").orElse("").contains(EVENTS);
        return streamed
                ? Answer.stream(EVENTS, (out, stillAllowed) -> stream(call, request, out))
                        .with("X-Accel-Buffering", "no")
                : Answer.json(200, bytes(handle(call, request, Progress.NONE)));
    }

    private static boolean isVerification(JSONRPCRequest request) {
        return toolName(request).equals(Optional.of(VerificationTool.NAME));
    }

    private void stream(Call call, JSONRPCRequest request, OutputStream out) throws IOException {
        EventWriter events = new EventWriter(out, json);
        events.open();
        JSONRPCResponse response = handle(call, request, events);
        events.failIfBroken();
        events.write(response);
    }

    private JSONRPCResponse handle(Call call, JSONRPCRequest request, Progress progress) {
        Optional<String> unknown = toolName(request).filter(name -> !toolNames.contains(name));
        return unknown.isPresent()
                ? invalidParams(request, Spelling.unknownOneOf("tool", unknown.get(), toolNames))
                : handled(call, request, progress);
    }

    /// The tool that is called; empty when the request is no call of a tool.
    private static Optional<String> toolName(JSONRPCRequest request) {
        return request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                        && request.params() instanceof Map<?, ?> params
                        && params.get("name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    private JSONRPCResponse handled(Call call, JSONRPCRequest request, Progress progress) {
        McpTransportContext context =
                McpTransportContext.create(
                        Map.of(ToolCall.CONTEXT, new ToolCall.Surroundings(call, progress)));
        JSONRPCResponse response =
                Objects.requireNonNull(server.handleRequest(context, request).block());
        return isOfTheSdk(response.error())
                ? invalidParams(
                        request, "The params are not those of " + QuotedText.of(request.method()))
                : response;
    }

    /// Our tools do not throw. What throws is the parsing of params, whose messages name Java
    /// classes.
    private static boolean isOfTheSdk(@Nullable JSONRPCError error) {
        return error != null && Objects.equals(error.code(), McpSchema.ErrorCodes.INTERNAL_ERROR);
    }

    private static JSONRPCResponse invalidParams(JSONRPCRequest request, String message) {
        return JSONRPCResponse.error(
                request.id(), new JSONRPCError(McpSchema.ErrorCodes.INVALID_PARAMS, message, null));
    }

    private byte[] bytes(JSONRPCMessage message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
