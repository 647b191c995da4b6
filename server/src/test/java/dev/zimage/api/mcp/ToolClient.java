package dev.zimage.api.mcp;

import dev.zimage.server.TestServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the tools of a server with the SDK's own client.
public final class ToolClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    private final McpSyncClient client;

    private ToolClient(TestServer server, String key) {
        client =
                McpClient.sync(
                                HttpClientStreamableHttpTransport.builder(server.url(""))
                                        .requestBuilder(
                                                HttpRequest.newBuilder()
                                                        .header("Authorization", "Bearer " + key))
                                        .build())
                        .requestTimeout(Duration.ofMinutes(2))
                        .progressConsumer(progress::add)
                        .build();
    }

    /// One that has introduced itself with the live key.
    public static ToolClient open(TestServer server) {
        return open(server, server.liveKey());
    }

    static ToolClient open(TestServer server, String key) {
        ToolClient opened = new ToolClient(server, key);
        try {
            opened.client.initialize();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    McpSyncClient sdk() {
        return client;
    }

    public List<Tool> tools() {
        return client.listTools().tools();
    }

    public CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    /// What the server has told so far about calls under way.
    List<ProgressNotification> progress() {
        return progress;
    }

    static List<String> texts(CallToolResult result) {
        return result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .toList();
    }

    static JsonNode json(CallToolResult result) {
        return JSON.readTree(texts(result).getFirst());
    }

    @Override
    public void close() {
        client.close();
    }
}
