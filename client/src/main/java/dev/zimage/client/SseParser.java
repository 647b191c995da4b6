package dev.zimage.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Parses a stream of server-sent events, regardless of how it is split into chunks. Supports what
/// the API sends: lines that end with LF or CRLF.
final class SseParser {

    private static final int LARGEST_EVENT = 16 * 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    /// @param name `message` when the stream has none
    record Event(String name, String data) {}

    /// The events that end within this chunk.
    ///
    /// @throws IOException when an event is larger than any that the API sends
    List<Event> feed(ByteBuffer piece) throws IOException {
        List<Event> events = new ArrayList<>();
        while (piece.hasRemaining()) {
            byte next = piece.get();
            if (next == '\n') {
                endLine(events);
            } else {
                line.write(next);
                if (line.size() + data.length() > LARGEST_EVENT) {
                    throw new IOException("an event is larger than " + LARGEST_EVENT + " bytes");
                }
            }
        }
        return events;
    }

    private void endLine(List<Event> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (text.isEmpty()) {
            dispatch(events);
        } else {
            field(text);
        }
    }

    private void dispatch(List<Event> events) {
        if (!data.isEmpty()) {
            events.add(new Event(name.isEmpty() ? "message" : name, data.toString()));
        }
        data.setLength(0);
        name = "";
    }

    private void field(String text) {
        String[] parts = text.split(":", 2);
        String value = parts.length == 1 ? "" : parts[1];
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (parts[0]) {
            case "event" -> name = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {} // a comment, or something that is of no use here
        }
    }
}
