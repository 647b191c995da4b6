package dev.zimage.api.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Writes messages as server-sent events. Used by one thread.
final class EventWriter implements Progress {

    private final OutputStream out;
    private final McpJsonMapper json;
    private @Nullable IOException broken;
    private double told = -1;

    EventWriter(OutputStream out, McpJsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /// Sends the head of the answer.
    void open() throws IOException {
        out.flush();
    }

    /// The JSON has no line breaks.
    void write(JSONRPCMessage message) throws IOException {
        out.write("event: message\ndata: ".getBytes(UTF_8));
        out.write(json.writeValueAsBytes(message));
        out.write("\n\n".getBytes(UTF_8));
        out.flush();
    }

    void failIfBroken() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    /// The protocol wants progress to grow with each message; news that does not is left out.
    @Override
    public boolean tell(Object token, double progress, String message) {
        if (progress <= told) {
            return broken == null;
        }
        told = progress;
        return attempt(() ->
                write(
                        new JSONRPCNotification(
                                McpSchema.METHOD_NOTIFICATION_PROGRESS,
                                ProgressNotification.builder(token, progress)
                                        .total(1.0)
                                        .message(message)
                                        .build())));
    }

    @Override
    public boolean stillHere() {
        return attempt(() -> {
            out.write(": still here\n\n".getBytes(UTF_8));
            out.flush();
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    private boolean attempt(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            broken = e;
        }
        return broken == null;
    }
}
