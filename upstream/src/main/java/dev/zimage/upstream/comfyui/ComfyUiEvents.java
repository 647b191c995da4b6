package dev.zimage.upstream.comfyui;

import dev.zimage.upstream.UpstreamJson;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What ComfyUI tells on its WebSocket, for the thread that waits for a picture. It is a hint about
/// progress, and nothing is lost when an event is: the history has the result.
final class ComfyUiEvents implements WebSocket.Listener {

    private static final int MOST_WAITING = 256;
    private static final int LONGEST_TEXT = 64 << 10;
    private static final int LARGEST_PREVIEW = 8 << 20;
    private static final int PREVIEW_HEADER = 8;
    private static final int PREVIEW = 1;

    /// One event.
    sealed interface Event {

        /// @param type for example `progress`
        record Message(String type, JsonNode data) implements Event {}

        /// @param file a JPEG or PNG
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Preview(byte[] file) implements Event {}

        /// No more events come.
        record Closed() implements Event {}
    }

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_WAITING);
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private boolean tooLong;

    /// The next event; null when none comes in this time.
    @Nullable Event next(Duration within) throws InterruptedException {
        return events.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        tooLong = tooLong || text.length() + data.length() > LONGEST_TEXT;
        if (!tooLong) {
            text.append(data);
        }
        if (last) {
            if (!tooLong) {
                message(text.toString());
            }
            tooLong = false;
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void message(String json) {
        try {
            JsonNode message = UpstreamJson.read(json);
            offer(new Event.Message(UpstreamJson.text(message, "/type"), message.path("data")));
        } catch (JacksonException e) {
            // An event that cannot be read is as good as none.
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        tooLong = tooLong || binary.size() + data.remaining() > LARGEST_PREVIEW;
        if (!tooLong) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            binary.writeBytes(part);
        }
        if (last) {
            if (!tooLong) {
                preview(ByteBuffer.wrap(binary.toByteArray()));
            }
            tooLong = false;
            binary.reset();
        }
        socket.request(1);
        return null;
    }

    /// The kind of event, the format of the picture, the picture.
    private void preview(ByteBuffer event) {
        if (event.remaining() > PREVIEW_HEADER && event.getInt(0) == PREVIEW) {
            byte[] file = new byte[event.remaining() - PREVIEW_HEADER];
            event.get(PREVIEW_HEADER, file);
            // While one waits, others are dropped, so that they cannot fill the heap.
            if (events.stream().noneMatch(Event.Preview.class::isInstance)) {
                offer(new Event.Preview(file));
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        offer(new Event.Closed());
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        offer(new Event.Closed());
    }

    private void offer(Event event) {
        var _ = events.offer(event);
    }
}
